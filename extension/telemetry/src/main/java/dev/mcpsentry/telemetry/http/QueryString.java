package dev.mcpsentry.telemetry.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The query of a URL. */
public final class QueryString {

  private static final int MAX_VALUE_CHARS = 2_048;

  private QueryString() {}

  /**
   * The value of the first parameter of a name in whatever case, as it stands there; empty for one
   * without value, null when it is not there.
   *
   * @param query without the question mark, or null
   */
  public static @Nullable String parameter(@Nullable String query, String name) {
    if (query == null) {
      return null;
    }
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if ((equals < 0 ? pair : pair.substring(0, equals)).equalsIgnoreCase(name)) {
        return equals < 0 ? "" : pair.substring(equals + 1);
      }
    }
    return null;
  }

  /** As {@link #parameter}, decoded; as it stands there where that cannot be, or it is long. */
  public static @Nullable String decoded(@Nullable String query, String name) {
    String value = parameter(query, name);
    if (value == null || value.length() > MAX_VALUE_CHARS) {
      return value;
    }
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return value;
    }
  }

  /** Whether a parameter that is there switches something on. */
  public static boolean isOn(String value) {
    return value.isEmpty() || value.equals("1") || value.equalsIgnoreCase("true");
  }
}
