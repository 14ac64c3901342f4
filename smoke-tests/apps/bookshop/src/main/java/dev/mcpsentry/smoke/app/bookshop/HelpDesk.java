package dev.mcpsentry.smoke.app.bookshop;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What an assistant can do for a customer. */
final class HelpDesk {

  private static final Logger LOGGER = Logger.getLogger(HelpDesk.class.getName());
  private static final String HOURS = "shop://opening-hours";

  private final Orders orders;
  private final Carrier carrier;

  HelpDesk(Orders orders, Carrier carrier) {
    this.orders = orders;
    this.carrier = carrier;
  }

  /** Offers everything on a server and starts it. */
  void serve(McpServer.SyncSpecification<?> server) {
    server
        .serverInfo("bookshop", "2.4.0")
        .capabilities(
            McpSchema.ServerCapabilities.builder()
                .tools(false)
                .prompts(false)
                .resources(false, false)
                .build());
    tool(server, "find_orders", "Orders of a customer", "customer", this::findOrders);
    tool(server, "track_parcel", "Where an order's parcel is", "order", this::trackParcel);
    tool(server, "quote_shipping", "What sending a book costs", "country", this::quoteShipping);
    tool(server, "refund_order", "Pays a customer back", "order", this::refundOrder);
    tool(server, "sales_report", "What was sold", "currency", this::salesReport);
    tool(server, "reserve_book", "Keeps a book for a day", "title", HelpDesk::reserveBook);
    server.prompts(
        new SyncPromptSpecification(
            new McpSchema.Prompt("apology_letter", "A letter to a customer", List.of()),
            (exchange, request) -> letter()));
    server.resources(
        new SyncResourceSpecification(
            McpSchema.Resource.builder().uri(HOURS).name("opening-hours").build(),
            (exchange, request) -> hours()));
    server.build();
  }

  private static void tool(
      McpServer.SyncSpecification<?> server,
      String name,
      String description,
      String parameter,
      Function<String, CallToolResult> body) {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"%s\":{\"type\":\"string\"}}}".formatted(parameter);
    server.toolCall(
        McpSchema.Tool.builder()
            .name(name)
            .description(description)
            .inputSchema(Bookshop.MAPPER, schema)
            .build(),
        (exchange, request) -> body.apply(argument(request, parameter)));
  }

  private static String argument(CallToolRequest request, String parameter) {
    return String.valueOf(request.arguments().get(parameter));
  }

  private CallToolResult findOrders(String customer) {
    List<Orders.Order> found = orders.of(customer);
    LOGGER.log(Level.INFO, "orders found: {0}", found.size());
    return CallToolResult.builder()
        .addTextContent(found.toString())
        .structuredContent(Map.of("orders", found))
        .isError(false)
        .build();
  }

  private CallToolResult trackParcel(String order) {
    return answer(carrier.status(orders.byId(order).parcel()));
  }

  private CallToolResult quoteShipping(String country) {
    return answer(carrier.quote(country));
  }

  private CallToolResult refundOrder(String order) {
    int cents = orders.byId(order).paidCents();
    LOGGER.log(Level.INFO, "Refund of {0} cents for {1}", new Object[] {cents, order});
    try {
      carrier.refund(order, cents);
    } catch (PaymentFailed e) {
      throw new RefundFailed(order, e);
    }
    return answer("refunded");
  }

  private CallToolResult salesReport(String currency) {
    return answer(orders.sold() / 100 + " " + currency);
  }

  private static CallToolResult reserveBook(String title) {
    return CallToolResult.builder().addTextContent("Sold out: " + title).isError(true).build();
  }

  private static CallToolResult answer(String text) {
    return CallToolResult.builder().addTextContent(text).isError(false).build();
  }

  private static McpSchema.GetPromptResult letter() {
    return new McpSchema.GetPromptResult(
        "A letter",
        List.of(
            new McpSchema.PromptMessage(
                McpSchema.Role.USER, new McpSchema.TextContent("Write a kind letter."))));
  }

  private static McpSchema.ReadResourceResult hours() {
    return new McpSchema.ReadResourceResult(
        List.of(new McpSchema.TextResourceContents(HOURS, "text/plain", "9 to 5")));
  }
}
