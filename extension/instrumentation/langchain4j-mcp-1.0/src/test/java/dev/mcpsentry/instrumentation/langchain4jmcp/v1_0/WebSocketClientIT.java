package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.websocket.WebSocketMcpTransport;
import java.io.IOException;

class WebSocketClientIT extends AbstractClientScenarios {

  private ServerProcess server;

  WebSocketClientIT() {
    super("websocket");
  }

  @Override
  McpTransport transport() throws IOException {
    server = ServerProcess.start("websocket");
    return WebSocketMcpTransport.builder().url(server.url().replace("http:", "ws:")).build();
  }

  @Override
  void stopServer() {
    server.stop();
  }
}
