package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.FakeUpstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client's requests carry for the server, and what they do not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutgoingMetaSmokeTest {

  /**
   * @param keys the keys in {@code _meta}, beside those the client writes itself
   */
  private record Occasion(
      String client, boolean dsn, Map<String, String> environment, List<String> keys) {}

  /** What a client sends without the agent. */
  private final Map<String, JsonNode> plain = new ConcurrentHashMap<>();

  static Stream<Occasion> occasions() {
    List<String> everything = List.of("traceparent", "sentry-trace", "baggage");
    return Stream.of(
        new Occasion("sdk-sync", true, Map.of(), everything),
        new Occasion("langchain4j", true, Map.of(), everything),
        new Occasion("sdk-async", false, Map.of(), List.of("traceparent")),
        new Occasion(
            "sdk-sync",
            true,
            Map.of("SENTRY_TRACE_PROPAGATION_TARGETS", "intern.example, ^https://.*"),
            List.of("traceparent")),
        new Occasion("sdk-sync", false, Map.of("OTEL_PROPAGATORS", "none"), List.of()));
  }

  @ParameterizedTest
  @MethodSource("occasions")
  void requests_carryWhatIsConfiguredAndElseStayTheSame(Occasion occasion) {
    try (FakeSentry sentry = FakeSentry.start();
        FakeUpstream upstream = FakeUpstream.start(1)) {
      JsonNode before = plain.computeIfAbsent(occasion.client(), OutgoingMetaSmokeTest::plain);
      JavaProgram caller = caller(occasion.client(), upstream);
      JavaProgram watched =
          occasion.dsn() ? GatewayProgram.watched(caller, sentry) : caller.agent(Build.agent());
      for (Map.Entry<String, String> entry : occasion.environment().entrySet()) {
        watched = watched.environment(entry.getKey(), entry.getValue());
      }
      run(watched);

      JsonNode after = upstream.calls().get(0);
      List<String> added = new ArrayList<>();
      after.path("_meta").fieldNames().forEachRemaining(added::add);
      before.path("_meta").fieldNames().forEachRemaining(added::remove);
      assertThat(added).containsExactlyInAnyOrderElementsOf(occasion.keys());
      assertThat(after.<ObjectNode>deepCopy().without("_meta").toString())
          .isEqualTo(before.<ObjectNode>deepCopy().without("_meta").toString());
      if (occasion.keys().contains("baggage")) {
        String traceId = after.path("_meta").path("traceparent").asText().split("-", -1)[1];
        assertThat(after.path("_meta").path("sentry-trace").asText()).startsWith(traceId);
        assertThat(after.path("_meta").path("baggage").asText())
            .contains("sentry-trace_id=" + traceId, "sentry-environment=production")
            .contains("sentry-public_key=", "sentry-sampled=true");
      }
    }
  }

  private static JsonNode plain(String client) {
    try (FakeUpstream upstream = FakeUpstream.start(1)) {
      run(caller(client, upstream));
      return upstream.calls().get(0);
    }
  }

  private static JavaProgram caller(String client, FakeUpstream upstream) {
    return new GatewayProgram(client).caller("echo", 1, upstream.url(), 60_000);
  }

  private static void run(JavaProgram program) {
    try (ChildJvm caller = program.start()) {
      assertThat(caller.endInput().code()).isZero();
      assertThat(caller.stdout().lines()).containsExactly("echo 0: call 0");
    }
  }
}
