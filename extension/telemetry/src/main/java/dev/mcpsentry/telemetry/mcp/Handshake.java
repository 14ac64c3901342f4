package dev.mcpsentry.telemetry.mcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What both ends say of themselves in {@code initialize}. */
public final class Handshake {

  private static final int MAX_CHARS = 128;

  private Handshake() {}

  /**
   * Learns the client.
   *
   * @param params the parameters as a tree; anything but a map tells nothing
   */
  public static void learnClient(McpSession session, @Nullable Object params) {
    if (params instanceof Map<?, ?> map) {
      session.client(peer(map.get("clientInfo")));
    }
  }

  /**
   * Learns the server and the agreed version.
   *
   * @param result the result as a tree; anything but a map tells nothing
   */
  public static void learnServer(McpSession session, @Nullable Object result) {
    if (result instanceof Map<?, ?> map) {
      session.negotiated(peer(map.get("serverInfo")), text(map.get("protocolVersion")));
    }
  }

  private static @Nullable McpPeer peer(@Nullable Object implementation) {
    return implementation instanceof Map<?, ?> map
        ? new McpPeer(text(map.get("name")), text(map.get("version")), text(map.get("title")))
        : null;
  }

  private static @Nullable String text(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return null;
    }
    return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
  }
}
