package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.ingest.Item;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentryBridgeTest {

  @Test
  void toolCall_becomesATransactionOfItsOwnBelowTheHttpSpan() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      String httpSpanId;
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn(), "sentry.release", "1.2"))) {
        Span http = httpServer(sdk);
        httpSpanId = http.getSpanContext().getSpanId();
        Span call = sdk.toolCall("add", Context.root().with(http));
        sdk.tracer().spanBuilder("work").setParent(Context.root().with(call)).startSpan().end();
        call.end();
        http.end();
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.payloads("transaction")).hasSize(2);
      JsonNode call = ingest.payloads("transaction").get(0);
      assertThat(call.path("transaction").asText()).isEqualTo("tools/call add");
      JsonNode trace = call.path("contexts").path("trace");
      assertThat(trace.path("op").asText()).isEqualTo("mcp.server");
      assertThat(trace.path("status").asText()).isEqualTo("ok");
      assertThat(trace.path("parent_span_id").asText()).isEqualTo(httpSpanId);
      assertThat(trace.path("data").path("mcp.tool.name").asText()).isEqualTo("add");
      assertThat(trace.path("data").path("mcp.transport").asText()).isEqualTo("http");
      assertThat(call.path("spans")).hasSize(1);
      assertThat(call.path("spans").get(0).path("description").asText()).isEqualTo("work");
      JsonNode http = ingest.payloads("transaction").get(1);
      assertThat(http.path("transaction").asText()).isEqualTo("POST /mcp");
      assertThat(http.path("spans")).isEmpty();
      assertThat(ingest.payloads("sessions")).hasSize(1);
    }
  }

  @Test
  void toolException_isAnUnhandledIssueInTheSameTrace() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      String traceId;
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        Span call = sdk.toolCall("divide", Context.root());
        traceId = call.getSpanContext().getTraceId();
        call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
        call.setStatus(StatusCode.ERROR);
        call.recordException(new IllegalStateException("token=abc", new RuntimeException("deep")));
        call.end();
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.items("event")).hasSize(1);
      Item item = ingest.items("event").get(0);
      JsonNode event = item.payload();
      assertThat(event.path("contexts").path("trace").path("trace_id").asText()).isEqualTo(traceId);
      assertThat(item.envelope().path("trace").path("trace_id").asText()).isEqualTo(traceId);
      JsonNode thrown = event.path("exception").path("values").get(1);
      assertThat(thrown.path("type").asText()).isEqualTo("IllegalStateException");
      assertThat(thrown.path("value").asText()).isEqualTo("token=[Filtered]");
      assertThat(thrown.path("mechanism").path("type").asText()).isEqualTo("auto.ai.mcp_server");
      assertThat(thrown.path("mechanism").path("handled").asBoolean()).isFalse();
      assertThat(thrown.path("stacktrace").path("frames")).isNotEmpty();
      assertThat(event.path("transaction").asText()).isEqualTo("tools/call divide");
      assertThat(event.path("tags").path("mcp.tool.name").asText()).isEqualTo("divide");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void exceptionOfTheHttpRequest_isNoIssueWhereTheOperationFailedAlready(boolean remoteParent)
      throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        request(sdk, "caller_fault", remoteParent);
        request(sdk, null, remoteParent);
      }
      assertThat(ingest.items("transaction")).hasSize(4);
      assertThat(ingest.items("event")).hasSize(1);
      assertThat(ingest.payloads("event").get(0).toString()).contains("after null");
    }
  }

  private static void request(TestSdk sdk, @Nullable String failure, boolean remoteParent) {
    Span http =
        sdk.tracer()
            .spanBuilder("POST")
            .setNoParent()
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", "POST")
            .startSpan();
    Context around = Context.root().with(http);
    Context caller =
        Context.root()
            .with(
                Span.wrap(
                    SpanContext.createFromRemoteParent(
                        "11111111111111111111111111111111",
                        "2222222222222222",
                        TraceFlags.getSampled(),
                        TraceState.getDefault())));
    Span call =
        sdk.tracer()
            .spanBuilder("tools/call add")
            .setParent(remoteParent ? caller : around)
            .addLink(http.getSpanContext())
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call")
            .startSpan();
    if (failure != null) {
      call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, failure);
    }
    call.end();
    http.setStatus(StatusCode.ERROR);
    http.recordException(new IllegalStateException("after " + failure));
    http.end();
  }

  @Test
  void childThatOutlivesItsCall_followsInTheSameTrace() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      Span call;
      Span late;
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        call = sdk.toolCall("add", Context.root());
        late = sdk.tracer().spanBuilder("late").setParent(Context.root().with(call)).startSpan();
        call.end();
        await().until(() -> ingest.items("transaction").size() == 1);
        late.end();
        Span later =
            sdk.tracer().spanBuilder("later").setParent(Context.root().with(call)).startSpan();
        later.end();
      }
      assertThat(ingest.payloads("transaction"))
          .extracting(tx -> tx.path("transaction").asText())
          .containsExactlyInAnyOrder("tools/call add", "late", "later");
      assertThat(ingest.payloads("transaction"))
          .filteredOn(tx -> tx.path("transaction").asText().startsWith("late"))
          .allSatisfy(
              tx -> {
                JsonNode trace = tx.path("contexts").path("trace");
                assertThat(trace.path("trace_id").asText())
                    .isEqualTo(call.getSpanContext().getTraceId());
                assertThat(trace.path("parent_span_id").asText())
                    .isEqualTo(call.getSpanContext().getSpanId());
              });
    }
  }

  @Test
  void operationInFlightAtTheEnd_isToldAsAborted() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      Exported exported = new Exported(new CopyOnWriteArrayList<>());
      try (TestSdk sdk =
          new TestSdk(
              Map.of("sentry.dsn", ingest.dsn(), "sentry.release", "1"),
              builder ->
                  builder.addTracerProviderCustomizer(
                      (users, config) ->
                          users.addSpanProcessor(BatchSpanProcessor.builder(exported).build())))) {
        Span http = httpServer(sdk);
        Span call = sdk.toolCall("hang", Context.root().with(http));
        sdk.tracer().spanBuilder("work").setParent(Context.root().with(call)).startSpan();
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.payloads("transaction")).hasSize(1);
      JsonNode trace = ingest.payloads("transaction").get(0).path("contexts").path("trace");
      assertThat(trace.path("status").asText()).isEqualTo("aborted");
      assertThat(trace.path("data").path("mcp.failure").asText()).isEqualTo("aborted");
      JsonNode sessions = ingest.payloads("sessions").get(0).path("aggregates").get(0);
      assertThat(sessions.path("abnormal").asInt()).isEqualTo(1);
      assertThat(sessions.path("exited").asInt()).isZero();
      assertThat(ingest.items("event")).isEmpty();
      assertThat(exported.names()).containsExactly("tools/call hang");
    }
  }

  @Test
  void uncaughtException_isAFatalIssueAndACrash() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
      List<Throwable> handled = new CopyOnWriteArrayList<>();
      Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> handled.add(thrown));
      try {
        UncaughtExceptionHandler applications = Thread.getDefaultUncaughtExceptionHandler();
        try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn(), "sentry.release", "1"))) {
          Thread dying = new Thread(SentryBridgeTest::fail, "worker-7");
          dying.start();
          dying.join();
        }
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(applications);
        assertThat(handled).hasSize(1);
      } finally {
        Thread.setDefaultUncaughtExceptionHandler(before);
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.payloads("event")).hasSize(1);
      JsonNode event = ingest.payloads("event").get(0);
      assertFatal(event);
      assertThat(event.path("tags").path("thread.name").asText()).isEqualTo("worker-7");
      assertThat(event.has("transaction")).isFalse();
      assertCrashed(ingest);
    }
  }

  @Test
  void failedStart_isAFatalIssueAndNoTransaction() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn(), "sentry.release", "1"))) {
        IllegalStateException failure = new IllegalStateException("no bean");
        for (int nested = 0; nested < 2; nested++) {
          sdk.tracer()
              .spanBuilder("SpringApplication.run")
              .setAttribute(McpAttributes.MCP_SENTRY_FAILED_START, true)
              .startSpan()
              .setStatus(StatusCode.ERROR)
              .recordException(failure)
              .end();
        }
      }
      assertThat(ingest.items("transaction")).isEmpty();
      assertThat(ingest.payloads("event")).hasSize(1);
      assertFatal(ingest.payloads("event").get(0));
      assertCrashed(ingest);
    }
  }

  private static void fail() {
    throw new IllegalStateException("boom");
  }

  private static void assertFatal(JsonNode event) {
    assertThat(event.path("level").asText()).isEqualTo("fatal");
    JsonNode mechanism = event.path("exception").path("values").get(0).path("mechanism");
    assertThat(mechanism.path("type").asText()).isEqualTo("UncaughtExceptionHandler");
    assertThat(mechanism.path("handled").isBoolean()).isTrue();
    assertThat(mechanism.path("handled").asBoolean()).isFalse();
  }

  private static void assertCrashed(FakeIngest ingest) {
    assertThat(ingest.payloads("sessions"))
        .extracting(sessions -> sessions.path("aggregates").get(0).path("crashed").asInt())
        .containsExactly(1);
  }

  @Test
  void operationThatEndsDuringTheShutdown_isStillTold() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()));
      Span call = sdk.toolCall("last", Context.root());
      Thread closing = new Thread(sdk::close);
      closing.start();
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> closing.getState() == Thread.State.TIMED_WAITING);
      call.end();
      closing.join();
      assertThat(ingest.payloads("transaction"))
          .extracting(tx -> tx.path("transaction").asText())
          .containsExactly("tools/call last");
    }
  }

  @Test
  void addressInTheNameOfAnIssue_losesItsSession() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        sdk.tracer()
            .spanBuilder("GET")
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", "GET")
            .setAttribute("url.path", "/shop;jsessionid=ABC")
            .startSpan()
            .setStatus(StatusCode.ERROR)
            .recordException(new IllegalStateException("boom"))
            .end();
      }
      assertThat(ingest.payloads("event").get(0).path("transaction").asText())
          .isEqualTo("GET /shop;jsessionid=[Filtered]");
      assertThat(ingest.items().toString()).doesNotContain("ABC");
    }
  }

  @Test
  void exceptionSeenByToolAndHttpServer_isOneIssue() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        RuntimeException thrown = new RuntimeException("boom");
        Span http = httpServer(sdk);
        Span call = sdk.toolCall("add", Context.root().with(http));
        call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
        call.setStatus(StatusCode.ERROR).recordException(thrown).end();
        http.setStatus(StatusCode.ERROR).recordException(new RuntimeException(thrown)).end();
        httpServer(sdk).setStatus(StatusCode.ERROR).recordException(new Error("other")).end();
      }
      assertThat(ingest.payloads("event"))
          .extracting(event -> event.path("transaction").asText())
          .containsExactly("tools/call add", "POST /mcp");
    }
  }

  @Test
  void unsampledTraces_areCountedAndTheirErrorsStillSent() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk =
          new TestSdk(
              Map.of(
                  "sentry.dsn", ingest.dsn(),
                  "sentry.traces.sample.rate", "0",
                  "sentry.release", "1"))) {
        Span call = sdk.toolCall("add", Context.root());
        sdk.tracer().spanBuilder("work").setParent(Context.root().with(call)).startSpan().end();
        call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
        call.setStatus(StatusCode.ERROR).recordException(new RuntimeException("boom")).end();
      }
      assertThat(ingest.items("transaction")).isEmpty();
      assertThat(ingest.items("event")).hasSize(1);
      assertThat(ingest.discarded("sample_rate", "transaction")).isEqualTo(1);
      assertThat(ingest.discarded("sample_rate", "span")).isEqualTo(2);
      assertThat(ingest.payloads("sessions").get(0).path("aggregates").get(0).path("crashed"))
          .hasToString("1");
    }
  }

  @Test
  void requestsToTheIngest_areNotToldButOtherClientsAre() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        sdk.tracer().spanBuilder("SELECT").setSpanKind(SpanKind.CLIENT).startSpan().end();
        Span call = sdk.toolCall("add", Context.root());
        sdk.tracer()
            .spanBuilder("POST")
            .setSpanKind(SpanKind.CLIENT)
            .setParent(Context.root().with(call))
            .setAttribute("url.full", ingest.url())
            .startSpan()
            .end();
        call.end();
        sdk.tracer()
            .spanBuilder("tools/call remote")
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call")
            .startSpan()
            .end();
      }
      assertThat(ingest.payloads("transaction"))
          .extracting(tx -> tx.path("transaction").asText())
          .containsExactlyInAnyOrder("SELECT", "tools/call add", "tools/call remote");
      assertThat(ingest.payloads("transaction"))
          .allSatisfy(tx -> assertThat(tx.path("spans")).isEmpty());
    }
  }

  @Test
  void samplingContext_namesTheTransactionAsItIsNamed() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        sdk.tracer()
            .spanBuilder("GET")
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", "GET")
            .setAttribute("http.route", "/orders/{id}")
            .startSpan()
            .end();
      }
      Item transaction = ingest.items("transaction").get(0);
      assertThat(transaction.payload().path("transaction").asText()).isEqualTo("GET /orders/{id}");
      assertThat(transaction.envelope().path("trace").path("transaction").asText())
          .isEqualTo("GET /orders/{id}");
    }
  }

  @Test
  void stderrThatThrows_doesNotEndTheBridge() throws Exception {
    PrintStream broken =
        new PrintStream(OutputStream.nullOutputStream()) {
          @Override
          public void println(String line) {
            throw new OutOfMemoryError("no line for you");
          }
        };
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()), broken)) {
        Span call = sdk.toolCall("divide", Context.root());
        call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
        call.setStatus(StatusCode.ERROR);
        call.recordException(
            new RuntimeException() {
              @Override
              public String getMessage() {
                if (Thread.currentThread().getName().equals("mcp-sentry-bridge")) {
                  throw new OutOfMemoryError("no message for you");
                }
                return "boom";
              }
            });
        call.end();
        sdk.toolCall("add", Context.root()).end();
      }
      assertThat(ingest.items("transaction")).hasSize(2);
    }
  }

  @Test
  void thousandCallsAndAnExit_loseNothing() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
        for (int i = 0; i < 1_000; i++) {
          sdk.toolCall("add", Context.root()).end();
        }
        // what an exit may take is bounded, so it is given no more than it can carry
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> ingest.items("transaction").size() == 1_000);
        for (int i = 0; i < 100; i++) {
          sdk.toolCall("add", Context.root()).end();
        }
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.items("transaction")).hasSize(1_100);
      assertThat(ingest.items("client_report")).isEmpty();
    }
  }

  @Test
  void silentServer_doesNotHoldTheExit() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      TestSdk sdk =
          new TestSdk(Map.of("sentry.dsn", "http://k@127.0.0.1:" + silent.getLocalPort() + "/1"));
      for (int i = 0; i < 100; i++) {
        sdk.toolCall("add", Context.root()).end();
      }
      sdk.flushInBackground();
      long start = System.nanoTime();
      sdk.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void flush_waitsForTheServersAnswer() throws Exception {
    try (FakeIngest ingest = new FakeIngest();
        TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn()))) {
      sdk.toolCall("add", Context.root()).end();
      sdk.flush();
      assertThat(ingest.items("transaction")).hasSize(1);
    }
  }

  @Test
  void startUp_saysWhereDataGoesButNotTheKey() throws Exception {
    try (FakeIngest ingest = new FakeIngest();
        TestSdk sdk =
            new TestSdk(
                Map.of(
                    "sentry.dsn", ingest.dsn(),
                    "sentry.environment", "staging",
                    "sentry.traces.sample.rate", "abc",
                    "otel.resource.attributes", "service.version=3.1"))) {
      assertThat(sdk.stderr()).hasSize(2);
      assertThat(sdk.stderr().get(0))
          .isEqualTo(
              "[mcp-sentry] SENTRY_TRACES_SAMPLE_RATE is not a number from 0.0 to 1.0: 'abc'"
                  + " (the agent's configuration file); using '1.0'");
      assertThat(sdk.stderr().get(1))
          .startsWith("[mcp-sentry] mcp-sentry 0.")
          .contains(
              "environment staging",
              "release 3.1 (from OTEL_RESOURCE_ATTRIBUTES)",
              "sample rate 1.0",
              "project 42")
          .contains("127.0.0.1:" + ingest.port())
          .doesNotContain("publickey");
    }
  }

  @Test
  void malformedDsn_saysSoInOneLineAndLeavesTheExportersAlone() {
    try (TestSdk sdk =
        new TestSdk(
            Map.of(
                "sentry.dsn", "https://sekret@host",
                "otel.traces.exporter", "none",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none"))) {
      sdk.toolCall("add", Context.root()).end();
      assertThat(sdk.stderr())
          .containsExactly(
              "[mcp-sentry] mcp-sentry 0.1.0: SENTRY_DSN is malformed, Sentry monitoring disabled:"
                  + " it has no project id at its end");
    }
  }

  @Test
  void noDsn_saysSoInOneLineAndDoesNothing() {
    try (TestSdk sdk =
        new TestSdk(
            Map.of(
                "otel.traces.exporter", "none",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none"))) {
      sdk.toolCall("add", Context.root()).end();
      assertThat(sdk.stderr())
          .containsExactly(
              "[mcp-sentry] mcp-sentry 0.1.0: SENTRY_DSN not set, Sentry monitoring disabled");
    }
  }

  @Test
  void installing_neverThrows() {
    AutoConfigurationCustomizer broken =
        (AutoConfigurationCustomizer)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AutoConfigurationCustomizer.class},
                (proxy, method, args) -> {
                  throw new NoSuchMethodError(method.getName());
                });
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    SentryBridge.install(
        broken, new StderrLog(new PrintStream(stderr, true, StandardCharsets.UTF_8)));
    assertThat(stderr.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }

  @Test
  void stdout_staysSilentInEveryMode() throws Exception {
    PrintStream stdout = System.out;
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
    try (FakeIngest ingest = new FakeIngest()) {
      ingest.reply(500, Map.of());
      try (TestSdk sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn(), "sentry.debug", "true"))) {
        Span call = sdk.toolCall("add", Context.root());
        call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
        call.setStatus(StatusCode.ERROR).recordException(new RuntimeException("boom")).end();
        sdk.flush();
        assertThat(sdk.stderr()).anyMatch(line -> line.contains("sent event"));
        assertThat(sdk.stderr()).noneMatch(line -> line.contains("publickey"));
      }
    } finally {
      System.setOut(stdout);
    }
    assertThat(heard.size()).isZero();
  }

  private static Span httpServer(TestSdk sdk) {
    return sdk.tracer()
        .spanBuilder("POST /mcp")
        .setSpanKind(SpanKind.SERVER)
        .setAttribute("http.request.method", "POST")
        .setAttribute("http.route", "/mcp")
        .startSpan();
  }

  /** What a user's exporter got. */
  private record Exported(List<String> names) implements SpanExporter {

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      spans.forEach(span -> names.add(span.getName()));
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
