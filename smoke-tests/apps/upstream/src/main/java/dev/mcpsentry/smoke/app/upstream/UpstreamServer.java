package dev.mcpsentry.smoke.app.upstream;

import dev.mcpsentry.smoke.app.tools.Launch;
import dev.mcpsentry.smoke.app.tools.Ready;
import dev.mcpsentry.smoke.app.tools.Stdin;
import dev.mcpsentry.smoke.app.tools.TomcatHost;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;

/**
 * The program: {@code --transport stdio|streamable --port 0}. Ends when its client closes stdin,
 * with stdio, or with a signal.
 */
public final class UpstreamServer {

  /** The server's name and version, as a client reads them. */
  private static final String NAME = "upstream-server";

  private static final String VERSION = "4.5.6";
  private static final Duration GRACE = Duration.ofSeconds(2);

  private UpstreamServer() {}

  public static void main(String[] args) throws Exception {
    Launch launch = Launch.parse(args);
    switch (launch.transport()) {
      case STDIO -> stdio();
      case STREAMABLE -> streamable(launch.port());
      default -> throw new IllegalArgumentException("No " + launch.transport());
    }
  }

  private static void stdio() throws InterruptedException {
    Stdin stdin = new Stdin();
    StdioServerTransportProvider transport =
        new StdioServerTransportProvider(McpJsonDefaults.getMapper(), stdin, System.out);
    McpSyncServer unused = build(McpServer.sync(transport));
    Ready.announce(0);
    stdin.awaitEnd();
    transport.closeGracefully().block(GRACE);
    System.exit(0);
  }

  private static void streamable(int port) throws Exception {
    HttpServletStreamableServerTransportProvider transport =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(McpJsonDefaults.getMapper())
            .mcpEndpoint("/mcp")
            .securityValidator(
                DefaultServerTransportSecurityValidator.builder()
                    .allowedOrigin("http://localhost:*")
                    .allowedOrigin("http://127.0.0.1:*")
                    .allowedHost("localhost:*")
                    .allowedHost("127.0.0.1:*")
                    .build())
            .build();
    McpSyncServer unused = build(McpServer.sync(transport));
    Ready.announce(TomcatHost.start(transport, port));
  }

  private static McpSyncServer build(McpServer.SyncSpecification<?> server) {
    server
        .serverInfo(NAME, VERSION)
        .capabilities(
            McpSchema.ServerCapabilities.builder()
                .tools(false)
                .prompts(false)
                .resources(true, false)
                .logging()
                .completions()
                .build());
    DemoTools.addTo(server);
    CallbackTools.addTo(server);
    ContentTools.addTo(server);
    ElicitationTools.addTo(server);
    server.resources(Resources.all()).resourceTemplates(Resources.templates());
    server.prompts(Prompts.all()).completions(Prompts.completions());
    return server.build();
  }
}
