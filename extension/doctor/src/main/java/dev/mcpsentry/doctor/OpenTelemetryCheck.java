package dev.mcpsentry.doctor;

import dev.mcpsentry.telemetry.options.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Settings of OpenTelemetry's that take something away from Sentry, or from a stdio server.
 *
 * @param surroundings what is said
 */
record OpenTelemetryCheck(Surroundings surroundings) implements Check {

  private static final List<String> EXPORTERS =
      List.of("otel.traces.exporter", "otel.metrics.exporter", "otel.logs.exporter");

  @Override
  public String name() {
    return "opentelemetry";
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (is("otel.javaagent.enabled", "false")) {
      findings.add(
          Finding.fail(
              name(), said("otel.javaagent.enabled"), "the agent is off: remove the setting"));
    }
    if (is("otel.sdk.disabled", "true")) {
      findings.add(
          Finding.fail(
              name(), said("otel.sdk.disabled"), "all monitoring is off: remove the setting"));
    }
    String file = surroundings.text("otel.config.file");
    if (file == null) {
      file = surroundings.text("otel.experimental.config.file");
    }
    if (file != null) {
      declared(file, findings);
    }
    if (is("otel.traces.sampler", "always_off")) {
      findings.add(
          Finding.warn(
              name(),
              said("otel.traces.sampler"),
              "Sentry gets no traces, only issues and what is counted: use"
                  + " SENTRY_TRACES_SAMPLE_RATE"));
    }
    if (isZero(surroundings.text(Settings.TRACES_SAMPLE_RATE.property()))) {
      findings.add(
          Finding.warn(
              name(),
              said(Settings.TRACES_SAMPLE_RATE.property()),
              "Sentry gets no traces that begin here: raise it"));
    }
    if (is("otel.propagators", "none")) {
      findings.add(
          Finding.warn(
              name(),
              said("otel.propagators"),
              "traces of other processes do not go on here: remove the setting"));
    }
    stdio(findings);
    if (findings.isEmpty()) {
      findings.add(Finding.ok(name(), "no setting of OpenTelemetry's is in the way"));
    }
    return findings;
  }

  private void declared(String file, List<Finding> findings) {
    String problem = "OpenTelemetry is configured by a file (OTEL_CONFIG_FILE)";
    String remedy = "name mcp_sentry there, as docs/operations/declarative.yaml does";
    try {
      if (!Files.readString(Path.of(file)).contains("mcp_sentry")) {
        findings.add(Finding.fail(name(), problem + " without Sentry: " + file, remedy));
      }
    } catch (IOException | InvalidPathException unreadable) {
      findings.add(Finding.warn(name(), problem + ", not readable here: " + file, remedy));
    }
  }

  private void stdio(List<Finding> findings) {
    for (String exporter : EXPORTERS) {
      String text = surroundings.text(exporter);
      if (text != null && Arrays.stream(text.split(",", -1)).anyMatch(OpenTelemetryCheck::prints)) {
        findings.add(
            Finding.warn(
                name(),
                said(exporter),
                "a server over stdio must print nothing but the protocol: use otlp or none there"));
      }
    }
    if (surroundings.variable("JAVA_TOOL_OPTIONS", false) != null) {
      findings.add(
          Finding.warn(
              name(),
              "JAVA_TOOL_OPTIONS is set, which the JVM says on stderr",
              "no matter over HTTP; some clients of a stdio server show it as an error: there, put"
                  + " -javaagent among the arguments"));
    }
  }

  private static boolean prints(String exporter) {
    String name = exporter.trim().toLowerCase(Locale.ROOT);
    return name.startsWith("console") || name.startsWith("logging") || name.endsWith("stdout");
  }

  private boolean is(String property, String value) {
    String text = surroundings.text(property);
    return text != null && text.equalsIgnoreCase(value);
  }

  private static boolean isZero(@Nullable String rate) {
    try {
      return rate != null && Double.parseDouble(rate) == 0;
    } catch (NumberFormatException wrong) {
      return false;
    }
  }

  private String said(String property) {
    Surroundings.Given given = surroundings.given(property);
    return given == null
        ? property
        : "%s=%s (%s)".formatted(Surroundings.variable(property), given.text(), given.place());
  }
}
