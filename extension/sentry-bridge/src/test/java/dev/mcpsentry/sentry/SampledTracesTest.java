package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.ingest.Item;
import dev.mcpsentry.telemetry.propagation.MetaPropagation;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which traces are sent, and what is told of that, over the real SDK. */
class SampledTracesTest {

  @TempDir Path directory;
  private FakeIngest ingest;

  @BeforeEach
  void start() throws IOException {
    ingest = new FakeIngest();
  }

  @AfterEach
  void stop() throws IOException {
    assertThat(ingest.faults()).isEmpty();
    ingest.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "static"})
  void callThatFails_isKeptWholeAtARateOfItsOwn(String lifecycle) throws IOException {
    try (TestSdk sdk = ruled(lifecycle, "rules: [{tool: '*', rate: 0}]")) {
      call(sdk, "fine", null);
      call(sdk, "broken", "tool_exception");
      call(sdk, "refused", "caller_fault");
    }
    List<String> names = names();
    assertThat(names).containsExactlyInAnyOrder("tools/call broken", "work of broken");
    for (Item item : told()) {
      assertThat(item.envelope().path("trace").path("sampled").asText()).isEqualTo("true");
      assertThat(item.envelope().path("trace").path("sample_rate").asText()).isEqualTo("1.0");
    }
    assertThat(ingest.discarded("sample_rate", "span")).isEqualTo(4);
    assertThat(ingest.items("event")).as("tool_exception alone").hasSize(1);
    assertThat(ingest.payloads("event").get(0).at("/contexts/trace/trace_id").asText())
        .isEqualTo(told().get(0).envelope().path("trace").path("trace_id").asText());
  }

  @Test
  void requestAroundACallThatFails_isKeptToo() throws IOException {
    try (TestSdk sdk = ruled("stream", "rules: [{rate: 0}]")) {
      for (String failure : new String[] {"timeout", "cancelled"}) {
        Span post = http(sdk, "POST", "/mcp");
        Span call = sdk.toolCall(failure, Context.root().with(post));
        call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, failure);
        call.end();
        post.end();
      }
    }
    assertThat(names()).containsExactlyInAnyOrder("tools/call timeout", "POST /mcp");
  }

  @Test
  void sameTrace_hasAnEnvelopeForEachRate() throws IOException {
    String rules = "rules: [{route: /mcp, rate: 0.999999}, {op: mcp.server, rate: 1}]";
    try (TestSdk sdk = ruled("stream", rules)) {
      Span post = http(sdk, "POST", "/mcp");
      sdk.toolCall("add", Context.root().with(post)).end();
      post.end();
    }
    assertThat(told())
        .extracting(
            item ->
                item.envelope().path("trace").path("sample_rate").asText()
                    + item.payload().path("items").get(0).path("name").asText())
        .containsExactlyInAnyOrder("0.999999POST /mcp", "1.0tools/call add");
  }

  @Test
  void spansWithoutEndBelowARootThatRuns_areHeldWithinBounds() throws IOException {
    int children = 25_000;
    try (TestSdk sdk = ruled("stream", "rules: [{tool: '*', rate: 0}]")) {
      Span call = sdk.toolCall("long", Context.root());
      for (int i = 0; i < children; i++) {
        sdk.tracer().spanBuilder("work").setParent(Context.root().with(call)).startSpan().end();
        if (i % 1_000 == 0) {
          sdk.flush();
        }
      }
      sdk.flush();
      call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "timeout");
      call.end();
    }
    assertThat(names()).contains("tools/call long");
    assertThat(names().size() + ingest.discarded("sample_rate", "span")).isEqualTo(children + 1);
  }

  @Test
  void whatIsStillOpenAtTheEnd_isDecidedOn() throws IOException {
    try (TestSdk sdk = ruled("stream", "rules: [{tool: kept, rate: 1}, {rate: 0}]")) {
      for (String tool : List.of("kept", "lost")) {
        Span main = sdk.tracer().spanBuilder("main " + tool).setNoParent().startSpan();
        main.setAttribute(McpAttributes.GEN_AI_TOOL_NAME, tool);
        Context below = Context.root().with(main);
        sdk.tracer().spanBuilder("work of " + tool).setParent(below).startSpan().end();
      }
    }
    assertThat(names()).containsExactly("work of kept");
    assertThat(ingest.discarded("sample_rate", "span")).isEqualTo(1);
  }

  @Test
  void healthChecks_areRare_unlessTheyFail() {
    int checks = 1_000;
    try (TestSdk sdk = sdk(Map.of("sentry.trace.lifecycle", "stream"))) {
      for (int i = 0; i < checks; i++) {
        http(sdk, "GET", "/healthz").end();
      }
      Span ill = http(sdk, "GET", "/readyz");
      ill.setStatus(StatusCode.ERROR);
      ill.end();
      http(sdk, "GET", "/mcp").end();
    }
    assertThat(names()).contains("GET /readyz", "GET /mcp").hasSizeBetween(2, 42);
    assertThat(ingest.discarded("sample_rate", "span")).isEqualTo(checks + 2 - names().size());
    for (Item item : told()) {
      String name = item.payload().path("items").get(0).path("name").asText();
      assertThat(item.envelope().path("trace").path("sample_rate").asDouble())
          .isEqualTo(name.equals("GET /healthz") ? 0.01 : 1);
    }
  }

  @Test
  void words_namePartsOfTheTraffic() {
    try (TestSdk sdk =
        sdk(Map.of("sentry.sampling", "mcp=1.0,noise=0", "sentry.traces.sample.rate", "0"))) {
      operation(sdk, "ping");
      operation(sdk, "tools/list");
      operation(sdk, "server/discover");
      operation(sdk, "prompts/list");
      http(sdk, "GET", "/").end();
    }
    assertThat(names()).containsExactly("prompts/list");
  }

  @Test
  void cap_leavesRoomForFailures() {
    int calls = 500;
    try (TestSdk sdk = sdk(Map.of("sentry.traces.per.second", "0.01"))) {
      for (int i = 0; i < calls; i++) {
        sdk.toolCall("add", Context.root()).end();
      }
      call(sdk, "broken", "tool_exception");
      // what is dropped is told at the end, for which there is little time
      sdk.flush();
    }
    assertThat(names())
        .containsExactlyInAnyOrder("tools/call add", "tools/call broken", "work of broken");
    assertThat(ingest.discarded("sample_rate", "transaction")).isEqualTo(calls - 1);
  }

  @Test
  void adaptiveRates_followWhatFails_andSaySo() {
    TestSdk sdk =
        sdk(Map.of("sentry.sampling.adaptive", "true", "sentry.traces.sample.rate", "0.000001"));
    try (sdk) {
      call(sdk, "shaky", "tool_exception");
      for (int i = 0; i < 50; i++) {
        sdk.toolCall("shaky", Context.root()).end();
        sdk.toolCall("solid", Context.root()).end();
      }
    }
    assertThat(names()).filteredOn("tools/call shaky"::equals).hasSize(51);
    assertThat(names()).doesNotContain("tools/call solid");
    assertThat(sdk.stderr())
        .containsOnlyOnce(
            "[mcp-sentry] adaptive sampling: tools/call shaky fails, 1 of 1 failed in 5 minutes:"
                + " all of it is kept")
        .anyMatch(line -> line.equals("[mcp-sentry] sampling: adaptive"));
  }

  @Test
  void metricsHealthAndIssues_areCompleteWhateverIsSampled() throws IOException {
    Map<String, String> off =
        Map.of("sentry.sampling", "mcp=0,errors=0", "sentry.release", "demo@1");
    try (TestSdk sdk = sdk(off)) {
      for (int i = 0; i < 3; i++) {
        call(sdk, "broken", "tool_exception");
      }
    }
    assertThat(told()).isEmpty();
    assertThat(ingest.items("event")).hasSize(3);
    assertThat(ingest.payloads("sessions").get(0).at("/aggregates/0/crashed").asInt()).isEqualTo(3);
    assertThat(ingest.discarded("sample_rate", "transaction")).isEqualTo(3);
    assertThat(ingest.discarded("sample_rate", "span")).isEqualTo(6);
  }

  @Test
  void rulesThatAreWrong_areNamedAndTheBaseRateCounts() {
    TestSdk sdk =
        sdk(
            Map.of(
                "sentry.sampling.rules",
                directory.resolve("nothing").toString(),
                "sentry.sampling",
                "mcp=2"));
    try (sdk) {
      sdk.toolCall("add", Context.root()).end();
    }
    assertThat(names()).containsExactly("tools/call add");
    assertThat(sdk.stderr())
        .anyMatch(line -> line.contains("SENTRY_SAMPLING is not") && line.contains("'mcp=2'"))
        .anyMatch(line -> line.endsWith("nothing: does not exist"))
        .noneMatch(line -> line.contains("sampling: "));
  }

  @Test
  void serverBelow_decidesWithTheSameNumberAndSaysByWhichRate() throws IOException {
    String trace = "0af7651916cd43dd8400000000000000";
    Map<String, String> meta =
        Map.of(
            "sentry-trace", trace + "-00f067aa0ba902b7",
            "baggage",
                "sentry-trace_id=" + trace + ",sentry-public_key=key,sentry-sample_rand=0.400000");
    for (String rate : List.of("0.3", "0.5")) {
      try (TestSdk sdk = ruled("static", "rules: [{tool: '*', rate: " + rate + "}]")) {
        Context parent = MetaPropagation.of(sdk.propagator()).extract(Context.root(), meta);
        sdk.toolCall("add", parent).end();
      }
    }
    assertThat(told()).hasSize(1);
    JsonNode context = told().get(0).envelope().path("trace");
    assertThat(context.path("sample_rand").asText()).isEqualTo("0.400000");
    assertThat(context.path("sample_rate").asText()).isEqualTo("0.5");
    assertThat(context.path("sampled").asText()).isEqualTo("true");
  }

  private TestSdk ruled(String lifecycle, String rules) throws IOException {
    Path file = directory.resolve("rules.yaml");
    Files.writeString(file, rules);
    return sdk(
        Map.of("sentry.sampling.rules", file.toString(), "sentry.trace.lifecycle", lifecycle));
  }

  private TestSdk sdk(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put("sentry.dsn", ingest.dsn());
    return new TestSdk(all);
  }

  private static void call(TestSdk sdk, String tool, String failure) {
    Span call = sdk.toolCall(tool, Context.root());
    Context inside = Context.root().with(call);
    sdk.tracer().spanBuilder("work of " + tool).setParent(inside).startSpan().end();
    if (failure != null) {
      call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, failure);
    }
    if ("tool_exception".equals(failure)) {
      call.setStatus(StatusCode.ERROR);
      call.recordException(new IllegalStateException("boom"));
    }
    call.end();
  }

  private static void operation(TestSdk sdk, String method) {
    sdk.tracer()
        .spanBuilder(method)
        .setSpanKind(SpanKind.SERVER)
        .setNoParent()
        .setAttribute(McpAttributes.MCP_METHOD_NAME, method)
        .startSpan()
        .end();
  }

  private static Span http(TestSdk sdk, String method, String path) {
    return sdk.tracer()
        .spanBuilder(method)
        .setSpanKind(SpanKind.SERVER)
        .setNoParent()
        .setAttribute("http.request.method", method)
        .setAttribute("url.path", path)
        .startSpan();
  }

  private List<Item> told() {
    List<Item> told = new ArrayList<>(ingest.items("span"));
    told.addAll(ingest.items("transaction"));
    return told;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (JsonNode container : ingest.payloads("span")) {
      container.path("items").forEach(span -> names.add(span.path("name").asText()));
    }
    for (JsonNode transaction : ingest.payloads("transaction")) {
      names.add(transaction.path("transaction").asText());
      transaction.path("spans").forEach(span -> names.add(span.path("description").asText()));
    }
    return names;
  }
}
