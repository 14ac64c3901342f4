package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Exporters of the user's own are given the same with Sentry and without it. */
class UsersExportersSmokeTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Transport TRANSPORT = Transport.STDIO;

  /** What differs from run to run. */
  private static final Set<String> VOLATILE =
      Set.of("thread.id", "thread.name", "exception.stacktrace");

  @Test
  void spansLogsAndMetrics_areTheSameWithADsn() throws JsonProcessingException {
    Exports without = exports(program());
    Exports with;
    try (FakeSentry sentry = FakeSentry.start()) {
      with = exports(program().environment("SENTRY_DSN", sentry.dsn()));

      assertThat(sentry.received().rejections()).isEmpty();
      assertThat(sentry.received().events()).hasSize(1);
      assertThat(sentry.received().transactions("mcp.server")).isNotEmpty();
    }
    assertThat(without.spans()).isNotEmpty();
    assertThat(without.logs()).isNotEmpty();
    assertThat(without.metrics()).anyMatch(metric -> metric.contains("mcp.server.operation"));
    assertThat(with.spans()).isEqualTo(without.spans());
    assertThat(with.logs()).isEqualTo(without.logs());
    assertThat(with.resources()).isEqualTo(without.resources());
    // the bridge counts what it could not send, for everybody
    assertThat(with.metrics()).containsAll(without.metrics());
    assertThat(with.metrics())
        .filteredOn(metric -> !without.metrics().contains(metric))
        .allMatch(metric -> metric.contains("mcp.sentry.discarded"));
  }

  /** Everything in an order of its own. */
  private record Exports(
      List<String> spans, List<String> logs, Set<String> metrics, Set<String> resources) {}

  private static JavaProgram program() {
    return SdkProgram.current(TRANSPORT)
        .watched()
        .environment("OTEL_TRACES_EXPORTER", "logging-otlp")
        .environment("OTEL_LOGS_EXPORTER", "logging-otlp")
        .environment("OTEL_METRICS_EXPORTER", "logging-otlp");
  }

  private static Exports exports(JavaProgram program) throws JsonProcessingException {
    List<String> spans = new ArrayList<>();
    List<String> logs = new ArrayList<>();
    Set<String> metrics = new TreeSet<>();
    Set<String> resources = new TreeSet<>();
    try (Served served = Served.start(program, TRANSPORT)) {
      StandardSession.run(served.client(), TRANSPORT);
      assertThat(served.end().code()).isZero();
      StdoutPuritySmokeTest.assertPure(served.child());
      for (String line : served.child().stderr().lines()) {
        if (line.contains("OtlpJsonLogging")) {
          JsonNode export = MAPPER.readTree(line.substring(line.indexOf('{')));
          resources.addAll(attributes(export.path("resource")).keySet());
          export.path("scopeSpans").forEach(scope -> addTo(spans, scope, "spans"));
          export.path("scopeLogs").forEach(scope -> addTo(logs, scope, "logRecords"));
          export.path("scopeMetrics").forEach(scope -> addMetrics(metrics, scope));
        }
      }
    }
    return new Exports(
        spans.stream().sorted().toList(), logs.stream().sorted().toList(), metrics, resources);
  }

  private static void addTo(List<String> all, JsonNode scope, String items) {
    for (JsonNode item : scope.path(items)) {
      all.add(
          String.join(
              " | ",
              scope.path("scope").path("name").asText(),
              item.path("name").asText() + item.path("body") + item.path("severityNumber"),
              item.path("kind").asText(),
              item.path("status").toString(),
              "parent " + !item.path("parentSpanId").asText().isEmpty(),
              "sampled " + (item.path("flags").asInt() & 1),
              "links " + item.path("links").size(),
              attributes(item).toString(),
              events(item).toString()));
    }
  }

  private static List<String> events(JsonNode span) {
    return Stream.iterate(0, i -> i < span.path("events").size(), i -> i + 1)
        .map(i -> span.path("events").get(i))
        .map(event -> event.path("name").asText() + attributes(event))
        .toList();
  }

  private static void addMetrics(Set<String> all, JsonNode scope) {
    String name = scope.path("scope").path("name").asText();
    if (name.startsWith("io.opentelemetry.sdk.")) {
      // what the SDK counts of itself, as far as it has come
      return;
    }
    for (JsonNode metric : scope.path("metrics")) {
      TreeSet<String> kind = new TreeSet<>();
      metric.fieldNames().forEachRemaining(kind::add);
      all.add(name + " " + metric.path("name") + kind);
    }
  }

  private static TreeMap<String, String> attributes(JsonNode of) {
    TreeMap<String, String> attributes = new TreeMap<>();
    for (JsonNode attribute : of.path("attributes")) {
      String key = attribute.path("key").asText();
      attributes.put(key, VOLATILE.contains(key) ? "" : attribute.path("value").toString());
    }
    return attributes;
  }
}
