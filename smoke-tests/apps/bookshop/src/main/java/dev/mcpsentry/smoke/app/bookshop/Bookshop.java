package dev.mcpsentry.smoke.app.bookshop;

import dev.mcpsentry.smoke.app.tools.Ready;
import dev.mcpsentry.smoke.app.tools.Stdin;
import dev.mcpsentry.smoke.app.tools.TomcatHost;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The program: {@code stdio}, or streamable HTTP on a free port of loopback. */
public final class Bookshop {

  static final McpJsonMapper MAPPER = McpJsonDefaults.getMapper();
  private static final Duration GRACE = Duration.ofSeconds(2);

  private Bookshop() {}

  /** Reads {@code CARRIER_URL}, where parcels are asked for. */
  public static void main(String[] args) throws Exception {
    HelpDesk desk =
        new HelpDesk(
            Orders.open(),
            new Carrier(
                URI.create(System.getenv().getOrDefault("CARRIER_URL", "http://localhost"))));
    if (List.of(args).contains("stdio")) {
      stdio(desk);
    } else {
      http(desk);
    }
  }

  private static void http(HelpDesk desk) throws Exception {
    HttpServletStreamableServerTransportProvider transport =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(MAPPER)
            .mcpEndpoint("/mcp")
            .build();
    desk.serve(McpServer.sync(transport));
    Ready.announce(TomcatHost.start(transport, "/mcp", 0));
  }

  private static void stdio(HelpDesk desk) throws InterruptedException {
    Stdin stdin = new Stdin();
    StdioServerTransportProvider transport =
        new StdioServerTransportProvider(MAPPER, stdin, System.out);
    desk.serve(McpServer.sync(transport));
    Ready.announce(0);
    stdin.awaitEnd();
    transport.closeGracefully().block(GRACE);
    System.exit(0);
  }
}
