package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import java.util.List;

/** Whose a transport is. */
final class Transports {

  private static final List<String> THE_SDKS =
      List.of(
          // those of Spring WebFlux and WebMVC among them, up to 0.18
          "io.modelcontextprotocol.client.transport.",
          "io.modelcontextprotocol.server.transport.",
          // where the latter are since Spring AI 2.0
          "org.springframework.ai.mcp.client.",
          "org.springframework.ai.mcp.server.");

  private Transports() {}

  /** Whether it is one that only writes parameters as JSON; a subclass may do as it likes. */
  static boolean areTheSdks(Object transport) {
    String name = transport.getClass().getName();
    for (String prefix : THE_SDKS) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
