package dev.mcpsentry.telemetry.mcp;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server a client talks to.
 *
 * @param address host name or address
 * @param port the port, the scheme's own where the URL names none
 * @param url the URL as far as it is known, without credentials and query
 */
public record McpEndpoint(String address, int port, String url) {

  /** The endpoint of a URL; null when it names no host. */
  public static @Nullable McpEndpoint of(@Nullable URI url) {
    if (url == null || url.getHost() == null) {
      return null;
    }
    boolean secure = "https".equals(url.getScheme()) || "wss".equals(url.getScheme());
    int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
    String named = url.getPort() >= 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return new McpEndpoint(url.getHost(), port, url.getScheme() + "://" + named + path);
  }
}
