package dev.mcpsentry.telemetry.rule;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the host in a URL, without whoever is named before it and the port behind. */
final class Hosts {

  private Hosts() {}

  /** In lower case; null where there is none. */
  static @Nullable String of(String url) {
    int from = url.indexOf("://");
    if (from < 0) {
      return null;
    }
    from += "://".length();
    int to = from;
    while (to < url.length() && "/?#\\".indexOf(url.charAt(to)) < 0) {
      to++;
    }
    String authority = url.substring(from, to);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
    String name = end > 0 ? host.substring(0, end) : end == 0 ? "" : host;
    return name.isEmpty() ? null : name.toLowerCase(Locale.ROOT);
  }
}
