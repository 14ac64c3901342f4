package dev.mcpsentry.telemetry.mcp;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server a client talks to.
 *
 * @param address host name or address
 * @param port the port, the scheme's own where the URL names none
 */
public record McpEndpoint(String address, int port) {

  /** The endpoint of a URL; null when it names no host. */
  public static @Nullable McpEndpoint of(@Nullable URI url) {
    if (url == null || url.getHost() == null) {
      return null;
    }
    boolean secure = "https".equals(url.getScheme()) || "wss".equals(url.getScheme());
    return new McpEndpoint(url.getHost(), url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80);
  }
}
