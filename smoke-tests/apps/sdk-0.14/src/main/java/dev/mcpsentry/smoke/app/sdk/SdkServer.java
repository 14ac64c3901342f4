package dev.mcpsentry.smoke.app.sdk;

import dev.mcpsentry.smoke.app.tools.Launch;
import dev.mcpsentry.smoke.app.tools.Ready;
import dev.mcpsentry.smoke.app.tools.TomcatHost;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/** The program. Ends when its client closes stdin, with stdio, or with a signal. */
public final class SdkServer {

  private SdkServer() {}

  public static void main(String[] args) throws Exception {
    Launch launch = Launch.parse(args);
    switch (launch.transport()) {
      case STDIO -> SdkStdioServer.main(args);
      case SSE -> http(sse(launch), launch);
      case STREAMABLE -> http(streamable(launch), launch);
      case STATELESS -> http(stateless(launch), launch);
    }
  }

  private static void http(HttpServlet servlet, Launch launch) throws Exception {
    Ready.announce(TomcatHost.start(servlet, launch.port()));
  }

  private static HttpServlet sse(Launch launch) {
    HttpServletSseServerTransportProvider transport =
        HttpServletSseServerTransportProvider.builder()
            .jsonMapper(Schema.MAPPER)
            .messageEndpoint("/message")
            .build();
    if (launch.async()) {
      AsyncFeatures.build(McpServer.async(transport));
    } else {
      SyncFeatures.build(McpServer.sync(transport));
    }
    return transport;
  }

  private static HttpServlet streamable(Launch launch) {
    HttpServletStreamableServerTransportProvider.Builder builder =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(Schema.MAPPER)
            .mcpEndpoint("/mcp")
            .contextExtractor(SdkServer::user);
    Origins.restrict(builder);
    HttpServletStreamableServerTransportProvider transport = builder.build();
    if (launch.async()) {
      AsyncFeatures.build(McpServer.async(transport));
    } else {
      SyncFeatures.build(McpServer.sync(transport));
    }
    return transport;
  }

  private static HttpServlet stateless(Launch launch) {
    HttpServletStatelessServerTransport transport =
        HttpServletStatelessServerTransport.builder()
            .jsonMapper(Schema.MAPPER)
            .messageEndpoint("/mcp")
            .contextExtractor(SdkServer::user)
            .build();
    if (launch.async()) {
      StatelessFeatures.build(McpServer.async(transport));
    } else {
      StatelessFeatures.build(McpServer.sync(transport));
    }
    return transport;
  }

  /** What handlers know of who asks. */
  private static McpTransportContext user(HttpServletRequest request) {
    String user = request.getHeader("X-User");
    return user == null
        ? McpTransportContext.EMPTY
        : McpTransportContext.create(Map.of("user", user));
  }
}
