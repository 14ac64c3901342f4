package dev.mcpsentry.sentry.internal.convention;

import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.IdentityOptions;
import dev.mcpsentry.telemetry.identity.KnownUser;
import dev.mcpsentry.telemetry.identity.UserHash;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of persons may leave: the one place that decides. Ids of users leave as a hash, unless
 * personal data may; and whoever said <em>off</em> is heard first. Belongs to one thread.
 */
public final class Identity {

  private static final int MAX_CHARS = 128;
  private static final int HASH_CHARS = 16;

  private final boolean users;
  private final boolean personal;
  private final String hashKey;
  private final List<String> claims;
  private final Redaction redaction;

  // the latest, who nearly always is the next one too
  private @Nullable String hashed;
  private String hash = "";

  Identity(IdentityOptions options, boolean personal, String hashKey, Redaction redaction) {
    this.users = options.source().isOn();
    this.personal = personal;
    this.hashKey = hashKey;
    this.claims = users && personal ? options.claims() : List.of();
    this.redaction = redaction;
  }

  public static Identity of(BridgeOptions options) {
    return new Identity(
        options.identity(),
        options.sendDefaultPii(),
        options.dsn().publicKey(),
        options.redaction());
  }

  /** Whether users are told apart. */
  public boolean tellsUsers() {
    return users;
  }

  /** The user that attributes name, as Sentry may know him; null for none. */
  public @Nullable String user(Attributes attributes) {
    return users && !attributes.isEmpty() ? told(KnownUser.of(attributes::get)) : null;
  }

  /** The user that a span names so far. */
  public @Nullable String user(ReadableSpan span) {
    return users ? told(KnownUser.of(span::getAttribute)) : null;
  }

  private @Nullable String told(@Nullable KnownUser user) {
    if (user == null) {
      return null;
    }
    if (personal || user.hashed() && isHash(user.id())) {
      String id = redaction.text(user.id(), MAX_CHARS);
      return id.isEmpty() ? null : id;
    }
    if (!user.id().equals(hashed)) {
      hash = UserHash.of(hashKey, user.id());
      hashed = user.id();
    }
    return hash;
  }

  /** The claims that attributes repeat, by their names; empty unless they are wanted. */
  public Map<String, String> claims(Attributes attributes) {
    return claims(attributes::get);
  }

  /** The claims that a span repeats so far. */
  public Map<String, String> claims(ReadableSpan span) {
    return claims(span::getAttribute);
  }

  private Map<String, String> claims(KnownUser.Values values) {
    if (claims.isEmpty()) {
      return Map.of();
    }
    Map<String, String> told = new LinkedHashMap<>();
    for (String claim : claims) {
      String value = values.get(UserMark.claim(claim));
      if (value != null) {
        boolean secret = redaction.isSecret(claim, value);
        told.put(claim, secret ? Redaction.MASK : redaction.text(value, MAX_CHARS));
      }
    }
    return told;
  }

  /** What claims call their subject; null when they do not. */
  public static @Nullable String name(Map<String, String> claims) {
    String name = claims.get("name");
    return name == null ? claims.get("preferred_username") : name;
  }

  // what is called one may be a name
  private static boolean isHash(String text) {
    return text.length() >= HASH_CHARS
        && text.length() <= MAX_CHARS
        && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
  }

  /**
   * Whether an attribute stays home for what it says of persons.
   *
   * @param serverSide whether the network's peer is whoever asks
   */
  boolean staysHome(String key, boolean serverSide) {
    return switch (key) {
      case "client.address", "client.port", "http.client_ip" -> !personal;
      case "network.peer.address", "network.peer.port", "net.sock.peer.addr" ->
          serverSide && !personal;
      // told beside, under its one name
      case "user.id", "user.hash" -> true;
      default -> key.startsWith("enduser.") || key.startsWith("user.") && !(users && personal);
    };
  }
}
