package dev.mcpsentry.smoke.app.upstream;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.function.BiFunction;

/** Tools in the SDK's types. */
final class Tools {

  /** What a tool does with its call. */
  interface Handler
      extends BiFunction<
          McpSyncServerExchange, McpSchema.CallToolRequest, McpSchema.CallToolResult> {}

  private static final String NO_ARGUMENTS = "{\"type\":\"object\",\"properties\":{}}";

  private Tools() {}

  /** Adds a tool without arguments. */
  static void add(McpServer.SyncSpecification<?> server, String name, Handler handler) {
    add(server, name, NO_ARGUMENTS, handler);
  }

  static void add(
      McpServer.SyncSpecification<?> server, String name, String schema, Handler handler) {
    server.toolCall(
        McpSchema.Tool.builder()
            .name(name)
            .description("Tool " + name)
            .inputSchema(McpJsonDefaults.getMapper(), schema)
            .build(),
        handler);
  }

  static McpSchema.CallToolResult text(String text) {
    return content(new McpSchema.TextContent(text));
  }

  static McpSchema.CallToolResult content(McpSchema.Content... content) {
    return McpSchema.CallToolResult.builder().content(List.of(content)).isError(false).build();
  }
}
