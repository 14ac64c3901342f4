package dev.mcpsentry.telemetry.access;

import dev.mcpsentry.telemetry.semconv.AppAttributes;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody was refused, in words of closed sets: those of Sentry's own MCP server, and a few
 * that only other servers need. What a caller or server wrote is read and never repeated.
 *
 * @param code what OAuth calls the error; {@code other} for what it does not know
 * @param reason a word for why
 */
public record AccessError(String code, String reason) {

  public static final String OTHER = "other";

  private static final String INVALID_TOKEN = "invalid_token";
  private static final String INVALID_ACCESS = "invalid_access";
  private static final String INSUFFICIENT_SCOPE = "insufficient_scope";

  private static final Set<String> CODES =
      Set.of(
          "invalid_request",
          "invalid_client",
          "invalid_grant",
          "invalid_target",
          INVALID_ACCESS,
          INSUFFICIENT_SCOPE,
          "unsupported_grant_type",
          "invalid_client_metadata",
          "not_implemented");

  /** Of reasons, in this order; what is looked for stands in the description. */
  private record Hint(String word, String reason) {}

  private static final List<Hint> HINTS =
      List.of(
          new Hint("expired", "access_expired"),
          new Hint("aud claim", "access_audience_mismatch"),
          new Hint("audience", "access_audience_mismatch"),
          new Hint("content-type", "invalid_content_type"),
          new Hint("content type", "invalid_content_type"),
          new Hint("client_id", "missing_client_id"),
          new Hint("refresh", "invalid_refresh"));

  /** No credentials came along. */
  public static final AccessError MISSING =
      new AccessError(INVALID_ACCESS, "missing_or_invalid_access");

  /** The credentials are not enough. */
  public static final AccessError FORBIDDEN =
      new AccessError(INSUFFICIENT_SCOPE, INSUFFICIENT_SCOPE);

  /** The {@code Origin} header names a page that may not ask. */
  public static final AccessError ORIGIN = new AccessError(INVALID_ACCESS, "origin_rejected");

  /** The {@code Host} header names another server. */
  public static final AccessError HOST = new AccessError(INVALID_ACCESS, "host_rejected");

  /** The session is somebody else's. */
  public static final AccessError SESSION = new AccessError(INVALID_ACCESS, "session_binding");

  /**
   * What OAuth calls an error, and how it is described.
   *
   * @param error as of RFC 6749, 6750, 7591 or 8707
   * @param description for people, or null
   */
  public static AccessError ofOAuth(String error, @Nullable String description) {
    String code =
        error.equals(INVALID_TOKEN) ? INVALID_ACCESS : CODES.contains(error) ? error : OTHER;
    return new AccessError(code, reason(code, description));
  }

  private static String reason(String code, @Nullable String description) {
    String text = description == null ? "" : description.toLowerCase(Locale.ROOT);
    for (Hint hint : HINTS) {
      if (text.contains(hint.word())) {
        return hint.reason();
      }
    }
    return switch (code) {
      case INVALID_ACCESS -> INVALID_ACCESS;
      case INSUFFICIENT_SCOPE -> INSUFFICIENT_SCOPE;
      case "invalid_grant" -> "grant_not_found";
      default -> OTHER;
    };
  }

  /**
   * What the {@code WWW-Authenticate} header of an answer says; null where it says no error: a
   * challenge without one asks for credentials.
   */
  public static @Nullable AccessError ofChallenge(String challenge) {
    String error = parameter(challenge, "error");
    return error == null ? null : ofOAuth(error, parameter(challenge, "error_description"));
  }

  private static @Nullable String parameter(String challenge, String name) {
    String lower = challenge.toLowerCase(Locale.ROOT);
    for (int at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
      int equals = skipSpace(lower, at + name.length());
      boolean starts = at == 0 || " ,\t".indexOf(lower.charAt(at - 1)) >= 0;
      if (starts && equals < lower.length() && lower.charAt(equals) == '=') {
        return value(challenge, skipSpace(challenge, equals + 1));
      }
    }
    return null;
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private static String value(String text, int from) {
    boolean quoted = from < text.length() && text.charAt(from) == '"';
    int start = quoted ? from + 1 : from;
    int end = start;
    while (end < text.length()
        && (quoted ? text.charAt(end) != '"' : " ,\t".indexOf(text.charAt(end)) < 0)) {
      end++;
    }
    return text.substring(start, end);
  }

  /** Says it on the span of the request that was refused. */
  public void mark(Span span) {
    span.setAttribute(AppAttributes.APP_ACCESS_ERROR_CODE, code);
    span.setAttribute(AppAttributes.APP_ACCESS_ERROR_REASON, reason);
  }
}
