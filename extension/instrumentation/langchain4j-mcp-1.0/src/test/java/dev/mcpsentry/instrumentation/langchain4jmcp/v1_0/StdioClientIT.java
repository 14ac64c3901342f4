package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;

class StdioClientIT extends AbstractClientScenarios {

  StdioClientIT() {
    super("stdio");
  }

  @Override
  McpTransport transport() {
    return StdioMcpTransport.builder().command(ServerProcess.command("stdio")).build();
  }

  @Override
  void stopServer() {}
}
