package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.HttpMcpTransport;
import java.io.IOException;

class SseClientIT extends AbstractClientScenarios {

  private ServerProcess server;

  SseClientIT() {
    super("sse");
  }

  @Override
  @SuppressWarnings("removal")
  McpTransport transport() throws IOException {
    server = ServerProcess.start("sse");
    return HttpMcpTransport.builder().sseUrl(server.url()).build();
  }

  @Override
  void stopServer() {
    server.stop();
  }
}
