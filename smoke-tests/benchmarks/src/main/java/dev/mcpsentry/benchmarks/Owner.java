package dev.mcpsentry.benchmarks;

import java.util.List;

/** Whose code runs: the innermost frame that is somebody's says so. */
enum Owner {
  BRIDGE("our bridge to Sentry", "dev/mcpsentry/sentry/"),
  OURS(
      "our instrumentation and telemetry",
      "dev/mcpsentry/instrumentation/",
      "dev/mcpsentry/telemetry/"),
  AGENT("OpenTelemetry: agent, API, SDK", "io/opentelemetry/", "application/io/opentelemetry/"),
  SERVER("the MCP server", "io/modelcontextprotocol/", "dev/mcpsentry/smoke/"),
  LIBRARIES(
      "its libraries",
      "org/apache/",
      "com/fasterxml/",
      "tools/jackson/",
      "reactor/",
      "jakarta/",
      "com/networknt/"),
  JVM("collector, compiler, JDK");

  private final String label;
  private final List<String> packages;

  Owner(String label, String... packages) {
    this.label = label;
    this.packages = List.of(packages);
  }

  String label() {
    return label;
  }

  /**
   * @param frames as async-profiler writes them, outermost first
   */
  static Owner of(List<String> frames) {
    for (int i = frames.size() - 1; i >= 0; i--) {
      for (Owner owner : values()) {
        if (owner.packages.stream().anyMatch(frames.get(i)::startsWith)) {
          return owner;
        }
      }
    }
    return JVM;
  }
}
