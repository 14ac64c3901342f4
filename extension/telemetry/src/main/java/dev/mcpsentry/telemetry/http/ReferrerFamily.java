package dev.mcpsentry.telemetry.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody came from, as one of a few words; never the address. Vocabulary: Sentry's own MCP
 * server's.
 */
public final class ReferrerFamily {

  private static final String OTHER = "other";
  private static final int MAX_CHARS = 4_096;

  private ReferrerFamily() {}

  /**
   * The family; null for nobody and for the server itself.
   *
   * @param referer the {@code Referer} header, or null
   * @param ownHost the {@code Host} header, or null
   */
  public static @Nullable String of(@Nullable String referer, @Nullable String ownHost) {
    if (referer == null || referer.isBlank()) {
      return null;
    }
    String host = host(referer.strip());
    if (host == null) {
      return OTHER;
    }
    if (host.equals(withoutPort(ownHost))) {
      return null;
    }
    if (host.equals("docs.sentry.io")) {
      return "sentry-docs";
    }
    if (isOf(host, "sentry.io")) {
      return "sentry";
    }
    if (isOf(host, "github.com")) {
      return "github";
    }
    return host.startsWith("google.") || host.contains(".google.") ? "google" : OTHER;
  }

  private static boolean isOf(String host, String domain) {
    return host.equals(domain) || host.endsWith("." + domain);
  }

  private static @Nullable String host(String url) {
    if (url.length() > MAX_CHARS) {
      return null;
    }
    try {
      String host = new URI(url).getHost();
      return host == null ? null : host.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException garbage) {
      return null;
    }
  }

  private static @Nullable String withoutPort(@Nullable String hostAndPort) {
    if (hostAndPort == null) {
      return null;
    }
    int colon = hostAndPort.lastIndexOf(':');
    boolean port = colon > 0 && !hostAndPort.endsWith("]");
    return (port ? hostAndPort.substring(0, colon) : hostAndPort).toLowerCase(Locale.ROOT);
  }
}
