package dev.mcpsentry.smoke.app.upstream;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tools that ask or tell their client something while it waits. */
final class CallbackTools {

  private static final int MAX_TOKENS = 100;

  private CallbackTools() {}

  static void addTo(McpServer.SyncSpecification<?> server) {
    Tools.add(
        server,
        "ask",
        (exchange, request) -> Tools.text("sampled: " + sample(exchange, "What is it?")));
    Tools.add(
        server,
        "confirm",
        (exchange, request) ->
            Tools.text(
                "confirmed: "
                    + ElicitationTools.elicit(
                        exchange, "Really?", Map.of("answer", Map.of("type", "integer")))));
    Tools.add(server, "roots", (exchange, request) -> Tools.text("roots: " + roots(exchange)));
    Tools.add(server, "chatty", CallbackTools::chatty);
    Tools.add(
        server,
        "test_sampling",
        "{\"type\":\"object\",\"properties\":{\"prompt\":{\"type\":\"string\"}},"
            + "\"required\":[\"prompt\"]}",
        (exchange, request) ->
            Tools.text(
                "LLM response: "
                    + sample(exchange, String.valueOf(request.arguments().get("prompt")))));
    Tools.add(server, "test_tool_with_logging", CallbackTools::logging);
    Tools.add(server, "test_tool_with_progress", CallbackTools::progress);
  }

  private static String sample(McpSyncServerExchange exchange, String prompt) {
    McpSchema.CreateMessageResult result =
        exchange.createMessage(
            McpSchema.CreateMessageRequest.builder()
                .messages(
                    List.of(
                        new McpSchema.SamplingMessage(
                            McpSchema.Role.USER, new McpSchema.TextContent(prompt))))
                .maxTokens(MAX_TOKENS)
                .build());
    return result.content() instanceof McpSchema.TextContent text
        ? text.text()
        : result.content().type();
  }

  private static String roots(McpSyncServerExchange exchange) {
    return exchange.listRoots().roots().stream()
        .map(McpSchema.Root::uri)
        .collect(Collectors.joining(","));
  }

  private static McpSchema.CallToolResult chatty(
      McpSyncServerExchange exchange, McpSchema.CallToolRequest request) {
    tellProgress(exchange, "chatty-token", 50);
    log(exchange, "halfway");
    tellProgress(exchange, "chatty-token", 100);
    log(exchange, "done");
    return Tools.text("told everything");
  }

  private static McpSchema.CallToolResult logging(
      McpSyncServerExchange exchange, McpSchema.CallToolRequest request) {
    log(exchange, "Tool execution started");
    log(exchange, "Tool processing data");
    log(exchange, "Tool execution completed");
    return Tools.text("Logged three times");
  }

  private static McpSchema.CallToolResult progress(
      McpSyncServerExchange exchange, McpSchema.CallToolRequest request) {
    Object token = request.meta() == null ? null : request.meta().get("progressToken");
    if (token != null) {
      tellProgress(exchange, token, 0);
      tellProgress(exchange, token, 50);
      tellProgress(exchange, token, 100);
    }
    return Tools.text("Progressed");
  }

  private static void tellProgress(McpSyncServerExchange exchange, Object token, double percent) {
    exchange.progressNotification(
        new McpSchema.ProgressNotification(token, percent, 100.0, "so far " + percent));
  }

  private static void log(McpSyncServerExchange exchange, String message) {
    exchange.loggingNotification(
        McpSchema.LoggingMessageNotification.builder()
            .level(McpSchema.LoggingLevel.INFO)
            .logger("upstream")
            .data(message)
            .build());
  }
}
