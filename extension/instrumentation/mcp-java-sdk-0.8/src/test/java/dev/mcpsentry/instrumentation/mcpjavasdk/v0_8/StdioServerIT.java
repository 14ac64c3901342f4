package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.testing.mcp.AbstractServerScenarios;
import dev.mcpsentry.testing.mcp.TestServer;

class StdioServerIT extends AbstractServerScenarios {

  StdioServerIT() {
    super("stdio", true, true);
  }

  @Override
  protected TestServer start() {
    return SdkServers.stdio();
  }
}
