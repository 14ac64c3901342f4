package dev.mcpsentry.benchmarks;

import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Transport;
import java.nio.file.Path;
import java.util.List;

/** What the server runs under. */
enum Mode {
  NONE("no agent"),
  PLAIN("plain OpenTelemetry agent"),
  OURS("ours, no DSN"),
  SENDING("ours, DSN"),
  BATCHING("ours, DSN, otlp"),
  /** Nothing that whoever is on call would ask for beside the operations themselves. */
  BARE("ours, DSN, nothing of HTTP"),
  /** All of it. */
  WATCHING("ours, DSN, all of HTTP");

  /** Those that tell what monitoring costs. */
  static final List<Mode> OF_MONITORING = List.of(NONE, PLAIN, OURS, SENDING, BATCHING);

  private final String label;

  Mode(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** The demo server under this mode; JIT and collector as a server has them. */
  JavaProgram server(String dsn) {
    return server(dsn, Transport.STREAMABLE);
  }

  /** The same over another transport. */
  JavaProgram server(String dsn, Transport transport) {
    JavaProgram server =
        JavaProgram.main(
                System.getProperty("benchmark.server") + "/*",
                "dev.mcpsentry.smoke.app.sdk.SdkServer")
            .onlyJvmArguments("-Xms256m", "-Xmx256m")
            .arguments("--transport", transport.argument(), "--mode", "sync");
    return switch (this) {
      case NONE -> server;
      case PLAIN -> withoutExporters(server.agent(jar("benchmark.plain-agent")));
      case OURS -> withoutExporters(server.agent(jar("benchmark.agent")));
      case SENDING -> sending(server, dsn);
      case BATCHING -> sending(server, dsn).environment("SENTRY_TRACE_LIFECYCLE", "otlp");
      case BARE ->
          sending(server, dsn)
              .environment("OTEL_INSTRUMENTATION_MCP_ROUTES", "off")
              .environment("OTEL_INSTRUMENTATION_MCP_LOGS", "off");
      case WATCHING ->
          sending(server, dsn)
              .environment("OTEL_INSTRUMENTATION_MCP_ROUTES", "mcp=/{product}/{tenant?}")
              .environment("OTEL_INSTRUMENTATION_MCP_SERVER_MODES", "agent,experimental")
              .environment("OTEL_INSTRUMENTATION_MCP_SKILL_SCOPES", "skill:")
              .environment("OTEL_INSTRUMENTATION_MCP_USER_ID", "principal")
              .environment(
                  "OTEL_INSTRUMENTATION_MCP_RULES",
                  "app.utm_source = query:utm_source | in(plugin); app.upstream.host = env:HOST");
    };
  }

  private static JavaProgram sending(JavaProgram server, String dsn) {
    return server
        .agent(jar("benchmark.agent"))
        .environment("SENTRY_DSN", dsn)
        // what fails the same way is counted
        .environment("SENTRY_SAME_ISSUES_PER_MINUTE", "0");
  }

  private static JavaProgram withoutExporters(JavaProgram program) {
    return program
        .environment("OTEL_TRACES_EXPORTER", "none")
        .environment("OTEL_METRICS_EXPORTER", "none")
        .environment("OTEL_LOGS_EXPORTER", "none");
  }

  private static Path jar(String property) {
    return Path.of(System.getProperty(property));
  }
}
