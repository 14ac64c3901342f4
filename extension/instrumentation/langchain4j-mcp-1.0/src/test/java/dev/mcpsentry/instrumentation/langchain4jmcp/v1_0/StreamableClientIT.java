package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import java.io.IOException;

class StreamableClientIT extends AbstractClientScenarios {

  private ServerProcess server;

  StreamableClientIT() {
    super("http");
  }

  @Override
  McpTransport transport() throws IOException {
    server = ServerProcess.start("streamable");
    return StreamableHttpMcpTransport.builder().url(server.url()).setHttpVersion1_1().build();
  }

  @Override
  void stopServer() {
    server.stop();
  }
}
