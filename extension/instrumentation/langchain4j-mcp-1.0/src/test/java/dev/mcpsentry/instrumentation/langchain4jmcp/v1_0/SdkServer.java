package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.Servlet;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A server of the official SDK in a JVM of its own; says its port on stdout unless on stdio. */
final class SdkServer {

  private static final McpJsonMapper JSON = McpJsonDefaults.getMapper();

  private SdkServer() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "stdio" -> complete(McpServer.sync(new StdioServerTransportProvider(JSON)));
      case "sse" -> {
        var provider =
            HttpServletSseServerTransportProvider.builder()
                .sseEndpoint("/mcp")
                .messageEndpoint("/messages")
                .build();
        complete(McpServer.sync(provider));
        serve(provider);
      }
      case "websocket" -> WebSocketBridge.serve(tomcat());
      default -> {
        var provider =
            HttpServletStreamableServerTransportProvider.builder().mcpEndpoint("/mcp").build();
        complete(McpServer.sync(provider));
        serve(provider);
      }
    }
  }

  static void stdio(InputStream in, OutputStream out) {
    complete(McpServer.sync(new StdioServerTransportProvider(JSON, in, out)));
  }

  private static void complete(McpServer.SyncSpecification<?> server) {
    server
        .serverInfo("test-server", "1.2.3")
        .capabilities(
            McpSchema.ServerCapabilities.builder().tools(true).prompts(true).logging().build())
        .tools(List.of(tool("meta"), tool("soft_fail"), tool("never"), tool("chatty")))
        .prompts(
            new SyncPromptSpecification(
                new McpSchema.Prompt("never", "never", List.of()),
                (exchange, request) -> {
                  awaitTheEnd();
                  throw new IllegalStateException();
                }))
        .build();
  }

  private static SyncToolSpecification tool(String name) {
    return SyncToolSpecification.builder()
        .tool(
            McpSchema.Tool.builder()
                .name(name)
                .description(name)
                .inputSchema(JSON, "{\"type\":\"object\"}")
                .build())
        .callHandler((exchange, call) -> run(exchange, call))
        .build();
  }

  private static McpSchema.CallToolResult run(
      McpSyncServerExchange exchange, McpSchema.CallToolRequest call) {
    Map<String, Object> meta = call.meta() == null ? Map.of() : call.meta();
    switch (call.name()) {
      case "never" -> awaitTheEnd();
      case "chatty" -> {
        exchange.progressNotification(
            new McpSchema.ProgressNotification(meta.get("progressToken"), 1.0, 2.0, "half"));
        exchange.loggingNotification(
            McpSchema.LoggingMessageNotification.builder()
                .level(McpSchema.LoggingLevel.WARNING)
                .logger("chatter")
                .data("blah")
                .build());
        pingInPassing(exchange);
      }
      default -> {}
    }
    return McpSchema.CallToolResult.builder()
        .addTextContent(String.valueOf(meta.get("traceparent")))
        .isError(call.name().equals("soft_fail"))
        .build();
  }

  // LangChain4j makes a number of the SDK's ids, and its answer never finds back
  private static void pingInPassing(McpSyncServerExchange exchange) {
    Thread ping = new Thread(exchange::ping);
    ping.setDaemon(true);
    ping.setUncaughtExceptionHandler((thread, unanswered) -> {});
    ping.start();
    while (ping.getState() != Thread.State.TIMED_WAITING
        && ping.getState() != Thread.State.WAITING
        && ping.isAlive()) {
      Thread.onSpinWait();
    }
  }

  private static void awaitTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void serve(Servlet servlet) throws Exception {
    Tomcat tomcat = tomcat();
    Context context = tomcat.addContext("", System.getProperty("java.io.tmpdir"));
    Tomcat.addServlet(context, "mcp", servlet).setAsyncSupported(true);
    context.addServletMappingDecoded("/*", "mcp");
    tomcat.start();
    listens(tomcat);
  }

  private static Tomcat tomcat() {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
    tomcat.setPort(0);
    return tomcat;
  }

  static void listens(Tomcat tomcat) {
    System.out.println(tomcat.getConnector().getLocalPort());
    System.out.flush();
    tomcat.getServer().await();
  }
}
