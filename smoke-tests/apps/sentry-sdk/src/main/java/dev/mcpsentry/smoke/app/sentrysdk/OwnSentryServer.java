package dev.mcpsentry.smoke.app.sentrysdk;

import dev.mcpsentry.smoke.app.tools.Ready;
import dev.mcpsentry.smoke.app.tools.Stdin;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.sentry.Sentry;
import java.time.Duration;
import java.util.function.Supplier;

/** The program: tools that tell Sentry of their failures, over stdio; sends to {@code OWN_DSN}. */
public final class OwnSentryServer {

  private static final McpJsonMapper MAPPER = McpJsonDefaults.getMapper();
  private static final Duration GRACE = Duration.ofSeconds(2);

  private OwnSentryServer() {}

  public static void main(String[] args) throws InterruptedException {
    Sentry.init(
        options -> {
          options.setDsn(System.getenv("OWN_DSN"));
          options.setTracesSampleRate(1.0);
        });
    Stdin stdin = new Stdin();
    StdioServerTransportProvider transport =
        new StdioServerTransportProvider(MAPPER, stdin, System.out);
    McpServer.SyncSpecification<?> server = McpServer.sync(transport);
    server
        .serverInfo("own-sentry", "1.0")
        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build());
    tool(server, "capture_and_throw", OwnSentryServer::captureAndThrow);
    tool(server, "capture_and_answer", OwnSentryServer::captureAndAnswer);
    tool(server, "just_throw", OwnSentryServer::justThrow);
    tool(server, "trace", OwnSentryServer::trace);
    McpSyncServer unused = server.build();
    Ready.announce(0);
    stdin.awaitEnd();
    transport.closeGracefully().block(GRACE);
    System.exit(0);
  }

  private static String captureAndThrow() {
    IllegalStateException problem = new IllegalStateException("captured, then thrown");
    Sentry.captureException(problem);
    throw new UnsupportedOperationException("around", problem);
  }

  private static String captureAndAnswer() {
    Sentry.captureException(new IllegalStateException("captured, then dealt with"));
    return "fine";
  }

  private static String justThrow() {
    throw new IllegalStateException("thrown");
  }

  private static String trace() {
    Sentry.startTransaction("own transaction", "task").finish();
    return "traced";
  }

  private static void tool(
      McpServer.SyncSpecification<?> server, String name, Supplier<String> body) {
    server.toolCall(
        McpSchema.Tool.builder()
            .name(name)
            .description(name)
            .inputSchema(MAPPER, "{\"type\":\"object\"}")
            .build(),
        (exchange, request) ->
            CallToolResult.builder().addTextContent(body.get()).isError(false).build());
  }
}
