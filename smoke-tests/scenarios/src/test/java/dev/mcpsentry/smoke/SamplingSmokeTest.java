package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpsentry.smoke.ingest.Discarded;
import dev.mcpsentry.smoke.ingest.ErrorEvent;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.SessionBucket;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who decides what Sentry gets: the head of a trace about its spans, nobody about failures. */
class SamplingSmokeTest {

  // by its trace id it would be the last to be sampled
  private static final String TRACE = "4bf92f3577b34da684ffffffffffffff";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final int CALLS = 20;

  static Stream<Arguments> unsampled() {
    return Stream.of(
        Arguments.of(
            Transport.STDIO,
            List.of(
                Map.of("sentry-trace", TRACE + "-" + SPAN + "-0"),
                Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-00")),
            "parentbased_always_on"),
        Arguments.of(Transport.STREAMABLE, List.of(Map.of("tracestate", "a=b")), "always_off"));
  }

  @ParameterizedTest
  @MethodSource("unsampled")
  void unsampledCalls_hideNoFailure(
      Transport transport, List<Map<String, String>> contexts, String sampler) {
    try (FakeSentry sentry = FakeSentry.start()) {
      JavaProgram program =
          SdkProgram.current(transport)
              .watched(sentry)
              .environment("SENTRY_RELEASE", "demo@1")
              .environment("SENTRY_SAME_ISSUES_PER_MINUTE", "0")
              .environment("OTEL_TRACES_SAMPLER", sampler);
      try (Served served = Served.start(program, transport).initialized()) {
        for (Map<String, String> context : contexts) {
          for (int i = 0; i < CALLS; i++) {
            call(served, "fail", Map.of(), context);
          }
        }
        served.end();
      }
      Received received = sentry.received();

      assertThat(received.rejections()).isEmpty();
      assertThat(received.transactions()).noneMatch(t -> t.name().equals("tools/call fail"));
      assertThat(received.events()).hasSize(CALLS * contexts.size());
      assertThat(received.sessionBuckets().stream().mapToInt(SessionBucket::crashed).sum())
          .isEqualTo(CALLS * contexts.size());
    }
  }

  static Stream<Arguments> heads() {
    return Build.rows(
        List.of(Arguments.of("0.1", true), Arguments.of("1", false)),
        List.of(Arguments.of("0", true)));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void headOfATrace_decidesForEveryServerBelow(String rate, boolean sampled) throws IOException {
    try (FakeSentry sentry = FakeSentry.start();
        Forwarding forwarding = Forwarding.watched(new GatewayProgram("sdk-sync"), sentry, rate)) {
      for (String tool : List.of("echo", "fail")) {
        call(
            forwarding.gateway(),
            "forward",
            Map.of("tool", tool, "arguments", Map.of("text", "hi")),
            head(sampled));
      }
      Received received = forwarding.end(sentry);

      assertThat(received.rejections()).isEmpty();
      List<Transaction> transactions = inTrace(received);
      assertThat(transactions)
          .allSatisfy(t -> assertThat(t.samplingContext()).isEqualTo(context(sampled)));
      assertThat(transactions.stream().filter(t -> t.op().equals("mcp.server")))
          .extracting(Transaction::name)
          .containsExactlyInAnyOrderElementsOf(
              sampled
                  ? List.of(
                      "tools/call forward",
                      "tools/call forward",
                      "tools/call echo",
                      "tools/call fail")
                  : List.of());
      List<ErrorEvent> events =
          received.events().stream().filter(e -> e.trace().traceId().equals(TRACE)).toList();
      assertThat(events)
          .isNotEmpty()
          .allSatisfy(e -> assertThat(e.samplingContext()).isEqualTo(context(sampled)));
    }
  }

  @Test
  void headOfOurs_isTheSameForEveryOperationBelow() {
    try (FakeSentry sentry = FakeSentry.start();
        Forwarding forwarding = Forwarding.watched(new GatewayProgram("langchain4j"), sentry)) {
      forwarding.call("echo", Map.of("text", "hi"));
      Received received = forwarding.end(sentry);

      JsonNode context = received.transaction("tools/call forward").samplingContext();
      assertThat(context).isNotNull();
      assertThat(context.path("transaction").asText()).isEqualTo("tools/call forward");
      assertThat(received.transaction("tools/call echo").samplingContext()).isEqualTo(context);
    }
  }

  @Test
  void headOfAnHttpRequest_countsWithoutContextInMeta() throws IOException {
    try (FakeSentry sentry = FakeSentry.start()) {
      JavaProgram program =
          SdkProgram.current(Transport.STREAMABLE)
              .watched(sentry)
              .environment("SENTRY_TRACES_SAMPLE_RATE", "0");
      try (Served served = Served.start(program, Transport.STREAMABLE, head(true)).initialized()) {
        call(served, "echo", Map.of("text", "hi"), Map.of());
        served.end();
      }
      Received received = sentry.received();

      assertThat(received.rejections()).isEmpty();
      assertThat(inTrace(received))
          .extracting(Transaction::op)
          .contains("mcp.server", "http.server");
      assertThat(inTrace(received))
          .allSatisfy(t -> assertThat(t.samplingContext()).isEqualTo(context(true)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STDIO", "STREAMABLE"})
  void callThatFails_arrivesWhateverItsRule_andAWrongLineIsNamed(
      Transport transport, @TempDir Path directory) throws IOException {
    Path rules = directory.resolve("rules.yaml");
    Files.writeString(
        rules,
        """
        rules:
          - tool: fail
            rate: 0
          - tols: echo
            rate: 1.0
          - {tool: "*ech*", rate: 0.0}
        """);
    try (FakeSentry sentry = FakeSentry.start()) {
      JavaProgram program =
          SdkProgram.current(transport)
              .watched(sentry)
              .environment("SENTRY_RELEASE", "demo@1")
              .environment("SENTRY_SAMPLING_RULES", rules.toString());
      List<String> stderr;
      try (Served served = Served.start(program, transport).initialized()) {
        for (int i = 0; i < CALLS; i++) {
          call(served, "fail", Map.of(), Map.of());
          call(served, "echo", Map.of("text", "hi"), Map.of());
        }
        served.end();
        stderr = served.child().stderr().lines();
      }
      Received received = sentry.received();

      assertThat(received.rejections()).isEmpty();
      assertThat(received.transactions()).noneMatch(t -> t.name().equals("tools/call echo"));
      assertThat(received.transactions())
          .filteredOn(t -> t.name().equals("tools/call fail"))
          .hasSize(CALLS)
          .allSatisfy(
              t -> {
                assertThat(t.samplingContext()).isNotNull();
                assertThat(t.samplingContext().path("sampled").asText()).isEqualTo("true");
                assertThat(t.samplingContext().path("sample_rate").asText()).isEqualTo("1.0");
              });
      assertThat(received.events()).hasSize(CALLS);
      assertThat(
              received.discarded().stream()
                  .filter(lost -> lost.reason().equals("sample_rate"))
                  .mapToInt(Discarded::quantity)
                  .sum())
          .isGreaterThanOrEqualTo(CALLS);
      assertThat(stderr)
          .filteredOn(line -> line.contains(rules.toString()))
          .singleElement()
          .asString()
          .startsWith("[mcp-sentry] the sampling rules " + rules + ", line 4: 'tols' is none of")
          .endsWith("the rule is left out");
      assertThat(stderr).contains("[mcp-sentry] sampling: 2 rules");
    }
  }

  private static void call(
      Served served, String tool, Map<String, ?> arguments, Map<String, String> meta) {
    ObjectNode params = McpClient.toolCall(tool, arguments);
    meta.forEach(params.putObject("_meta")::put);
    served.client().request("tools/call", params);
  }

  private static List<Transaction> inTrace(Received received) {
    return received.transactions().stream().filter(t -> t.traceId().equals(TRACE)).toList();
  }

  /** What a Sentry SDK sends along. */
  private static Map<String, String> head(boolean sampled) {
    return Map.of(
        "sentry-trace",
        TRACE + "-" + SPAN + (sampled ? "-1" : "-0"),
        "baggage",
        "tenant=acme,sentry-environment=web,sentry-release=shop%401.0,"
            + "sentry-public_key=49d0f7386ad645858ae85020e393bef3,sentry-trace_id="
            + TRACE
            + ",sentry-transaction=GET%20%2Fcart,sentry-sample_rate=0.25,sentry-sample_rand="
            + (sampled ? "0.2" : "0.9")
            + ",sentry-sampled="
            + sampled);
  }

  private static JsonNode context(boolean sampled) throws IOException {
    return new ObjectMapper()
        .readTree(
            """
            {"environment":"web","release":"shop@1.0","transaction":"GET /cart","trace_id":"%s",
             "public_key":"49d0f7386ad645858ae85020e393bef3","sample_rate":"0.25",
             "sample_rand":"%s","sampled":"%s"}
            """
                .formatted(TRACE, sampled ? "0.2" : "0.9", sampled));
  }
}
