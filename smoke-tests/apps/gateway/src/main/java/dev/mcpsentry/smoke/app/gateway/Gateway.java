package dev.mcpsentry.smoke.app.gateway;

import dev.mcpsentry.smoke.app.tools.Ready;
import dev.mcpsentry.smoke.app.tools.Reply;
import dev.mcpsentry.smoke.app.tools.TomcatHost;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;

/**
 * The program: tool {@code forward} calls a tool of the upstream, tool {@code list} names them. A
 * reactive client makes the whole gateway reactive. Ends with a signal.
 */
public final class Gateway {

  private static final McpSchema.Tool FORWARD =
      tool(
          "forward",
          "Calls a tool of the upstream",
          Map.of("tool", Map.of("type", "string"), "arguments", Map.of("type", "object")));
  private static final McpSchema.Tool LIST =
      tool("list", "Names the tools of the upstream", Map.of());

  private Gateway() {}

  public static void main(String[] args) throws Exception {
    GatewayLaunch launch = GatewayLaunch.parse(List.of(args));
    HttpServletStreamableServerTransportProvider transport =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(McpJsonDefaults.getMapper())
            .mcpEndpoint("/mcp")
            .build();
    if (launch.client() == GatewayLaunch.Client.SDK_ASYNC) {
      ReactiveUpstream upstream = ReactiveUpstream.connect(launch);
      atExit(upstream::close);
      McpAsyncServer unused = reactive(McpServer.async(transport), upstream);
    } else {
      Upstream upstream = launch.connect();
      atExit(upstream::close);
      McpSyncServer unused = blocking(McpServer.sync(transport), upstream);
    }
    Ready.announce(TomcatHost.start(transport, launch.port()));
  }

  private static McpSyncServer blocking(McpServer.SyncSpecification<?> server, Upstream upstream) {
    return server
        .serverInfo("gateway", "1.0.0")
        .toolCall(
            FORWARD,
            (exchange, request) -> result(upstream.call(toolOf(request), argumentsOf(request))))
        .toolCall(LIST, (exchange, request) -> result(names(upstream.tools())))
        .build();
  }

  private static McpAsyncServer reactive(
      McpServer.AsyncSpecification<?> server, ReactiveUpstream upstream) {
    return server
        .serverInfo("gateway", "1.0.0")
        .toolCall(
            FORWARD,
            (exchange, request) ->
                upstream.call(toolOf(request), argumentsOf(request)).map(Gateway::result))
        .toolCall(
            LIST, (exchange, request) -> upstream.tools().map(Gateway::names).map(Gateway::result))
        .build();
  }

  private static String toolOf(McpSchema.CallToolRequest request) {
    return String.valueOf(request.arguments().get("tool"));
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are text
  private static Map<String, Object> argumentsOf(McpSchema.CallToolRequest request) {
    return request.arguments().get("arguments") instanceof Map<?, ?> arguments
        ? (Map<String, Object>) arguments
        : Map.of();
  }

  private static Reply names(List<String> tools) {
    return new Reply(String.join(",", tools), false);
  }

  private static McpSchema.CallToolResult result(Reply reply) {
    return McpSchema.CallToolResult.builder()
        .addTextContent(reply.text())
        .isError(reply.error())
        .build();
  }

  private static McpSchema.Tool tool(
      String name, String description, Map<String, Object> properties) {
    return McpSchema.Tool.builder()
        .name(name)
        .description(description)
        .inputSchema(new McpSchema.JsonSchema("object", properties, List.of(), null, null, null))
        .build();
  }

  private static void atExit(Runnable task) {
    Runtime.getRuntime().addShutdownHook(new Thread(task, "close-upstream"));
  }
}
