package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.testing.mcp.AbstractServerScenarios;
import dev.mcpsentry.testing.mcp.TestServer;

class StreamableServerIT extends AbstractServerScenarios {

  StreamableServerIT() {
    super("http", true, false);
  }

  @Override
  protected TestServer start() {
    return SdkServers.streamable();
  }
}
