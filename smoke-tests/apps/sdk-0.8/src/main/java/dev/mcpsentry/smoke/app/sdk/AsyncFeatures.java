package dev.mcpsentry.smoke.app.sdk;

import dev.mcpsentry.smoke.app.tools.Demo;
import dev.mcpsentry.smoke.app.tools.DemoTool;
import dev.mcpsentry.smoke.app.tools.ToolCall;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import reactor.core.publisher.Mono;

/** Reactive handlers with sessions. */
final class AsyncFeatures {

  private AsyncFeatures() {}

  static McpAsyncServer build(McpServer.AsyncSpecification server) {
    server.serverInfo(Demo.SERVER_NAME, Demo.SERVER_VERSION).capabilities(Schema.CAPABILITIES);
    for (DemoTool tool : Demo.tools()) {
      server.tool(
          Schema.tool(tool),
          (exchange, arguments) ->
              Reactive.call(tool, ToolCall.of(arguments, exchange.getClientInfo().name()))
                  .map(Schema::result));
    }
    server.prompts(
        new McpServerFeatures.AsyncPromptSpecification(
            Schema.PROMPT,
            (exchange, request) -> Mono.fromCallable(() -> Schema.greeting(request.arguments()))));
    server.resources(
        new McpServerFeatures.AsyncResourceSpecification(
            Schema.RESOURCE, (exchange, request) -> Mono.fromCallable(Schema::resource)));
    return server.build();
  }
}
