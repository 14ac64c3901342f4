package dev.mcpsentry.smoke.app.sdk;

import dev.mcpsentry.smoke.app.tools.Demo;
import dev.mcpsentry.smoke.app.tools.DemoTool;
import dev.mcpsentry.smoke.app.tools.ToolCall;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import reactor.core.publisher.Mono;

/** Handlers without sessions, blocking and reactive. */
final class StatelessFeatures {

  private StatelessFeatures() {}

  static void build(McpServer.StatelessSyncSpecification server) {
    server.serverInfo(Demo.SERVER_NAME, Demo.SERVER_VERSION).capabilities(Schema.CAPABILITIES);
    for (DemoTool tool : Demo.tools()) {
      server.toolCall(
          Schema.tool(tool),
          (context, request) -> Schema.result(tool.call(ToolCall.of(request.arguments(), null))));
    }
    server.prompts(
        new McpStatelessServerFeatures.SyncPromptSpecification(
            Schema.PROMPT, (context, request) -> Schema.greeting(request.arguments())));
    server.resources(
        new McpStatelessServerFeatures.SyncResourceSpecification(
            Schema.RESOURCE, (context, request) -> Schema.resource()));
    server.build();
  }

  static void build(McpServer.StatelessAsyncSpecification server) {
    server.serverInfo(Demo.SERVER_NAME, Demo.SERVER_VERSION).capabilities(Schema.CAPABILITIES);
    for (DemoTool tool : Demo.tools()) {
      server.toolCall(
          Schema.tool(tool),
          (context, request) ->
              Reactive.call(tool, ToolCall.of(request.arguments(), null)).map(Schema::result));
    }
    server.prompts(
        new McpStatelessServerFeatures.AsyncPromptSpecification(
            Schema.PROMPT,
            (context, request) -> Mono.fromCallable(() -> Schema.greeting(request.arguments()))));
    server.resources(
        new McpStatelessServerFeatures.AsyncResourceSpecification(
            Schema.RESOURCE, (context, request) -> Mono.fromCallable(Schema::resource)));
    server.build();
  }
}
