package dev.mcpsentry.smoke.app.upstream;

import dev.mcpsentry.smoke.app.tools.Demo;
import dev.mcpsentry.smoke.app.tools.DemoTool;
import dev.mcpsentry.smoke.app.tools.Reply;
import dev.mcpsentry.smoke.app.tools.ToolCall;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;

/** The tools of every demo program. */
final class DemoTools {

  private DemoTools() {}

  static void addTo(McpServer.SyncSpecification<?> server) {
    for (DemoTool tool : Demo.tools()) {
      Tools.add(
          server,
          tool.name(),
          tool.inputSchema(),
          (exchange, request) ->
              result(tool.call(ToolCall.of(request.arguments(), exchange.getClientInfo().name()))));
    }
  }

  private static McpSchema.CallToolResult result(Reply reply) {
    return McpSchema.CallToolResult.builder()
        .addTextContent(reply.text())
        .isError(reply.error())
        .build();
  }
}
