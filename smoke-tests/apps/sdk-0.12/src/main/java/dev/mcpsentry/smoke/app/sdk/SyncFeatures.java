package dev.mcpsentry.smoke.app.sdk;

import dev.mcpsentry.smoke.app.tools.Demo;
import dev.mcpsentry.smoke.app.tools.DemoTool;
import dev.mcpsentry.smoke.app.tools.ToolCall;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpSyncServer;

/** Blocking handlers with sessions. */
final class SyncFeatures {

  private SyncFeatures() {}

  static McpSyncServer build(McpServer.SyncSpecification<?> server) {
    server.serverInfo(Demo.SERVER_NAME, Demo.SERVER_VERSION).capabilities(Schema.CAPABILITIES);
    for (DemoTool tool : Demo.tools()) {
      server.toolCall(
          Schema.tool(tool),
          (exchange, request) ->
              Schema.result(
                  tool.call(ToolCall.of(request.arguments(), exchange.getClientInfo().name()))));
    }
    server.prompts(
        new McpServerFeatures.SyncPromptSpecification(
            Schema.PROMPT, (exchange, request) -> Schema.greeting(request.arguments())));
    server.resources(
        new McpServerFeatures.SyncResourceSpecification(
            Schema.RESOURCE, (exchange, request) -> Schema.resource()));
    return server.build();
  }
}
