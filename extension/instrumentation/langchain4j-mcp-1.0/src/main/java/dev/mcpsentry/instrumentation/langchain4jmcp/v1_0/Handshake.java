package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.telemetry.mcp.McpPeer;
import dev.mcpsentry.telemetry.mcp.McpSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What both ends say of themselves in {@code initialize}. */
final class Handshake {

  private static final int MAX_CHARS = 128;

  private Handshake() {}

  /** Learns the client from the parameters. */
  static void learnClient(McpSession session, Map<String, ?> params) {
    session.client(peer(params.get("clientInfo")));
  }

  /** Learns the server and the agreed version from the result. */
  static void learnServer(McpSession session, @Nullable JsonNode result) {
    if (JsonTree.of(result) instanceof Map<?, ?> fields) {
      session.negotiated(peer(fields.get("serverInfo")), text(fields.get("protocolVersion")));
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
