package dev.mcpsentry.smoke.app.langchain4j;

import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.HttpMcpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import java.util.List;

/** How the client reaches its server: a base URL, or the words that start it. */
enum Connection {
  SSE {
    @Override
    @SuppressWarnings("deprecation")
    McpTransport to(List<String> server) {
      return new HttpMcpTransport.Builder().sseUrl(server.get(0) + "/sse").build();
    }
  },
  /** Since 1.4. */
  STREAMABLE {
    @Override
    McpTransport to(List<String> server) {
      return new StreamableHttpMcpTransport.Builder().url(server.get(0) + "/mcp").build();
    }
  },
  STDIO {
    @Override
    McpTransport to(List<String> server) {
      return new StdioMcpTransport.Builder().command(server).build();
    }
  };

  abstract McpTransport to(List<String> server);
}
