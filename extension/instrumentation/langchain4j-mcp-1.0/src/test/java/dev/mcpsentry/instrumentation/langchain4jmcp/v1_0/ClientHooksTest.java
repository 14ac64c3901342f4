package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.options.McpOptions;
import dev.mcpsentry.testing.BrokenStart;
import org.junit.jupiter.api.Test;

class ClientHooksTest {

  @Test
  void telemetryThatCannotStart_isSaidOnce() throws InterruptedException {
    assertThat(BrokenStart.said(ClientHooks.class.getName(), McpOptions.class.getName(), 3))
        .singleElement()
        .asString()
        .startsWith("[mcp-sentry] LangChain4j: monitoring could not start and stays off: ");
  }
}
