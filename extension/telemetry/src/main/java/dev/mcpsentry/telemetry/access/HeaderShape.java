package dev.mcpsentry.telemetry.access;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code Authorization} header looks like. Its value is never kept. Words: Sentry's own MCP
 * server's, with {@link #JWT} and {@link #OPAQUE} for well-formed bearers.
 */
public enum HeaderShape {
  /** There is none. */
  MISSING("none"),
  /** It is not a bearer's. */
  NON_SCHEME("static"),
  /** A bearer's without a token. */
  EMPTY_SCHEME("grant"),
  /** A bearer's, and no token by RFC 6750. */
  MALFORMED("grant"),
  /** Three parts with periods between. */
  JWT("grant"),
  /** Any other token. */
  OPAQUE("grant");

  private static final String BEARER = "bearer";
  private static final String BASIC = "basic ";
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
  private static final Pattern THREE_PARTS = Pattern.compile("[^.]+\\.[^.]+\\.[^.]+");
  private static final int MAX_CHARS = 16 * 1024;

  private final String word = name().toLowerCase(Locale.ROOT);
  private final String method;

  HeaderShape(String method) {
    this.method = method;
  }

  /**
   * @param header the header's value, or null when there is none
   */
  public static HeaderShape of(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return MISSING;
    }
    String text = header.strip();
    if (!text.regionMatches(true, 0, BEARER, 0, BEARER.length())
        || text.length() > BEARER.length() && text.charAt(BEARER.length()) != ' ') {
      return NON_SCHEME;
    }
    String token = text.substring(BEARER.length()).strip();
    if (token.isEmpty()) {
      return EMPTY_SCHEME;
    }
    if (token.length() > MAX_CHARS || !TOKEN.matcher(token).matches()) {
      return MALFORMED;
    }
    return THREE_PARTS.matcher(token).matches() ? JWT : OPAQUE;
  }

  /** As {@code app.access.request.header_shape}. */
  public String word() {
    return word;
  }

  /**
   * How whoever sent the header means to get in, as {@code app.access.method}.
   *
   * @param header what this is the shape of
   */
  public String method(@Nullable String header) {
    return this == NON_SCHEME
            && header != null
            && header.strip().toLowerCase(Locale.ROOT).startsWith(BASIC)
        ? "basic"
        : method;
  }
}
