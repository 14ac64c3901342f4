package dev.mcpsentry.telemetry.identity;

import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.options.SettingsReader;
import dev.mcpsentry.telemetry.options.SettingsWriter;
import dev.mcpsentry.telemetry.options.UserIdSource;
import dev.mcpsentry.telemetry.options.UserIdSource.Kind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.trace.Span;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says on spans who asks, where only code beside the application can know. The user's own exporters
 * see it too, and so it is the id itself only where ids are sent to Sentry as they are.
 *
 * @param source who says who the user is
 * @param hashKey what ids are hashed with; empty when they are told as they are
 * @param claims what else is told of the user, by the names of claims
 */
public record UserMark(UserIdSource source, String hashKey, List<String> claims) {

  private static final String CLAIM_PREFIX = "user.claim.";

  private static final int MAX_CHARS = 128;

  /** What the bridge of this process published; off when there is none. */
  public static UserMark fromProcess() {
    return of(SettingsReader.ofProcess());
  }

  static UserMark of(SettingsReader settings) {
    return new UserMark(
        settings.get(Settings.IDENTITY_SOURCE),
        settings.get(Settings.IDENTITY_HASH_KEY),
        settings.get(Settings.IDENTITY_CLAIMS));
  }

  /** Tells every class loader of the process. */
  public void publish(SettingsWriter settings) {
    settings.put(Settings.IDENTITY_SOURCE, source);
    settings.put(Settings.IDENTITY_HASH_KEY, hashKey);
    settings.put(Settings.IDENTITY_CLAIMS, claims);
  }

  /** The key to look under in the transport's context; null when that is not the source. */
  public @Nullable String contextKey() {
    return source.kind() == Kind.CONTEXT ? source.name() : null;
  }

  /** The claim to look for; null when that is not the source. */
  public @Nullable String claim() {
    return source.kind() == Kind.CLAIM ? source.name() : null;
  }

  /**
   * Says who the user is, unless it is nobody.
   *
   * @param user a text or number, a {@link Principal}, or claims as a map, of which {@code sub}
   *     counts; the application's, so that asking it may throw anything
   */
  public void put(Span span, @Nullable Object user) {
    if (user instanceof Map<?, ?> told) {
      putClaims(span, told);
    }
    put(span::setAttribute, user);
  }

  /**
   * Says who the user of an authorization server is, unless it is nobody or another claim than the
   * subject is the source.
   *
   * @param subject the name that the server knows him by
   */
  public void putSubject(LogRecordBuilder record, @Nullable String subject) {
    if (source.kind() == Kind.PRINCIPAL || "sub".equals(claim())) {
      put(record::setAttribute, subject);
    }
  }

  private void put(BiConsumer<AttributeKey<String>, String> to, @Nullable Object user) {
    String id = KnownUser.id(text(user));
    if (id == null) {
      return;
    }
    if (hashKey.isEmpty()) {
      to.accept(KnownUser.USER_ID, cut(id));
    } else {
      to.accept(KnownUser.USER_HASH, UserHash.of(hashKey, id));
    }
  }

  /** Says who signed in, where whoever checked the request is asked. */
  public void putPrincipal(Span span, Principal principal) {
    if (source.kind() == Kind.PRINCIPAL) {
      put(span, principal);
    }
  }

  /** Says what was verified of a user: the claim that names him, and those that are wanted. */
  public void putVerified(Span span, Map<?, ?> verified) {
    Object user = claim() == null ? null : verified.get(claim());
    // claims of claims are no ids
    put(span, user instanceof Map ? null : user);
    putClaims(span, verified);
  }

  /** The names of all claims that are asked for. */
  public List<String> claimsAskedFor() {
    String claim = claim();
    return claim == null
        ? claims
        : Stream.concat(Stream.of(claim), claims.stream()).distinct().toList();
  }

  /** Repeats the claims that are wanted, texts, numbers and flags. */
  public void putClaims(Span span, Map<?, ?> told) {
    for (String name : claims) {
      Object value = told.get(name);
      if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
        span.setAttribute(claim(name), cut(value.toString()));
      }
    }
  }

  /** Ours, one for each claim that is wanted. */
  public static AttributeKey<String> claim(String name) {
    return AttributeKey.stringKey(CLAIM_PREFIX + name);
  }

  private static String cut(String text) {
    return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
  }

  private static @Nullable String text(@Nullable Object user) {
    if (user instanceof CharSequence || user instanceof Number) {
      return user.toString();
    }
    if (user instanceof Principal principal) {
      return principal.getName();
    }
    return user instanceof Map<?, ?> claims && claims.get("sub") instanceof String subject
        ? subject
        : null;
  }
}
