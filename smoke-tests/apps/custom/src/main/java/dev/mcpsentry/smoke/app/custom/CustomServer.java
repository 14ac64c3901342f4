package dev.mcpsentry.smoke.app.custom;

import dev.mcpsentry.smoke.app.tools.Ready;
import dev.mcpsentry.smoke.app.tools.Stdin;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** The program: every example as a tool without arguments, over stdio. */
public final class CustomServer {

  private static final McpJsonMapper MAPPER = McpJsonDefaults.getMapper();
  private static final Duration GRACE = Duration.ofSeconds(2);

  private CustomServer() {}

  public static void main(String[] args) throws InterruptedException {
    List<String> servers = new Discovery().discover(List.of("catalogue", "shipping", "broken-one"));
    Stdin stdin = new Stdin();
    StdioServerTransportProvider transport =
        new StdioServerTransportProvider(MAPPER, stdin, System.out);
    McpServer.SyncSpecification<?> server = McpServer.sync(transport);
    server
        .serverInfo("bookshop", "2.4.0")
        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build());
    offer(server, servers);
    McpSyncServer unused = server.build();
    Ready.announce(0);
    stdin.awaitEnd();
    transport.closeGracefully().block(GRACE);
    System.exit(0);
  }

  private static void offer(McpServer.SyncSpecification<?> server, List<String> servers) {
    Stock stock = new Stock();
    CatalogueImport catalogue = new CatalogueImport();
    Sandbox sandbox = new Sandbox();
    tool(server, "count_stock", () -> stock.count("Dune"));
    tool(server, "import_catalogue", () -> catalogue.run(List.of("Dune", " ", "Emma")));
    tool(server, "quote_shipping", () -> new Quote().shippingCents("France"));
    tool(server, "check_out", () -> new Checkout().pay("A-7", "SPRING"));
    tool(server, "refund_order", () -> new Refund().pay("A-7", 1299));
    tool(
        server,
        "plan_delivery",
        () -> new Workflow().run("delivery", List.of(List.of("pick", "pack"), List.of("label"))));
    tool(server, "run_code", () -> sandbox.run("1 + 2 + 39"));
    tool(server, "find_books", () -> new BookSearch().nearest(new double[] {1, 0.1}, 2));
    tool(server, "recommend", () -> new Recommendation().after("Dune"));
    tool(server, "list_servers", () -> servers);
  }

  private static void tool(
      McpServer.SyncSpecification<?> server, String name, Callable<Object> body) {
    server.toolCall(
        McpSchema.Tool.builder()
            .name(name)
            .description(name.replace('_', ' '))
            .inputSchema(MAPPER, "{\"type\":\"object\"}")
            .build(),
        (exchange, request) -> answer(body));
  }

  private static CallToolResult answer(Callable<Object> body) {
    try {
      String text = String.valueOf(body.call());
      return CallToolResult.builder().addTextContent(text).isError(false).build();
    } catch (RuntimeException unchecked) {
      throw unchecked;
    } catch (Exception checked) {
      throw new IllegalStateException(checked);
    }
  }
}
