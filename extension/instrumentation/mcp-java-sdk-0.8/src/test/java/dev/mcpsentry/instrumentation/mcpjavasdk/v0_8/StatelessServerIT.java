package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.testing.mcp.AbstractServerScenarios;
import dev.mcpsentry.testing.mcp.TestServer;

class StatelessServerIT extends AbstractServerScenarios {

  StatelessServerIT() {
    super("http", false, true);
  }

  @Override
  protected TestServer start() {
    return SdkServers.stateless();
  }
}
