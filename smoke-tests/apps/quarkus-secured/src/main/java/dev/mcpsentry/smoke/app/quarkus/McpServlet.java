package dev.mcpsentry.smoke.app.quarkus;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jboss.logging.Logger;

/** The SDK's servlet with a tool. */
@WebServlet(urlPatterns = "/mcp", asyncSupported = true)
public final class McpServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private static final Logger LOG = Logger.getLogger("shop.Orders");
  private static final McpJsonMapper MAPPER = McpJsonDefaults.getMapper();
  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"}}}";

  private final transient HttpServletStreamableServerTransportProvider transport =
      HttpServletStreamableServerTransportProvider.builder()
          .jsonMapper(MAPPER)
          .mcpEndpoint("/mcp")
          .build();

  @Override
  public void init() {
    McpServer.sync(transport)
        .serverInfo("quarkus-demo", "1.0.0")
        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
        .toolCall(
            McpSchema.Tool.builder().name("echo").inputSchema(MAPPER, SCHEMA).build(),
            (exchange, request) -> echo(request))
        .build();
  }

  private static McpSchema.CallToolResult echo(McpSchema.CallToolRequest request) {
    String text = String.valueOf(request.arguments().get("text"));
    LOG.infof("echoes %s", text);
    return new McpSchema.CallToolResult(
        List.of(new McpSchema.TextContent(text)), false, null, null);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    transport.service(request, response);
  }

  @Override
  public void destroy() {
    transport.closeGracefully().block();
  }
}
