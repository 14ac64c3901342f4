package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.ingest.Item;
import dev.mcpsentry.telemetry.identity.UserHash;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.options.UserIdSource;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code user-id}: who asks, as Sentry gets to know him, over the real SDK. */
class UserTest {

  private static final String ID = "u-17";
  private static final String HASH = UserHash.of("publickey", ID);

  @AfterEach
  void forget() {
    System.getProperties().keySet().removeIf(name -> name.toString().startsWith("mcp.sentry."));
  }

  @ParameterizedTest
  @CsvSource({
    "stream, principal, false, hash",
    "stream, principal, true, id",
    "stream, , true, id",
    "stream, , false, nobody",
    "stream, off, true, nobody",
    "static, principal, false, hash",
    "static, principal, true, id",
    "static, off, true, nobody",
  })
  void userOfTheHttpRequest_isOnAllThatIsToldOfTheCall(
      String lifecycle, @Nullable String source, boolean pii, String told) throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, lifecycle, source, pii, "request")) {
        Span http = httpServer(sdk);
        http.setAttribute("enduser.id", ID);
        failingCall(sdk, Context.root().with(http), null);
        http.end();
      }
      String expected =
          switch (told) {
            case "hash" -> HASH;
            case "id" -> ID;
            default -> "";
          };
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.payloads("event").get(0).at("/user/id").asText("")).isEqualTo(expected);
      assertThat(users(ingest, "log")).containsExactly(expected);
      if (lifecycle.equals("stream")) {
        assertThat(users(ingest, "span")).containsExactlyInAnyOrder(expected, expected, "");
      } else {
        assertThat(ingest.payloads("transaction"))
            .extracting(tx -> tx.at("/user/id").asText(""))
            .containsExactly(expected, expected);
        assertThat(ingest.payloads("transaction"))
            .extracting(tx -> tx.at("/contexts/trace/data").path("user.id").asText(""))
            .containsExactly(expected, expected);
      }
      assertThat(ingest.payloads("sessions").get(0).at("/aggregates/0/did").asText(""))
          .isEqualTo(expected);
      assertThat(everything(ingest)).doesNotContain("enduser");
      if (!told.equals("id")) {
        assertThat(everything(ingest)).doesNotContain(ID);
      }
    }
  }

  @Test
  void exportedSpans_haveIt() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "otlp", "principal", false, "request")) {
        Span http = httpServer(sdk);
        http.setAttribute("enduser.id", ID);
        failingCall(sdk, Context.root().with(http), null);
        http.end();
      }
      String exported = new String(ingest.exports().get(0), StandardCharsets.ISO_8859_1);
      assertThat(exported.split(HASH, -1)).hasSize(3);
      assertThat(exported).contains("user.id").doesNotContain(ID, "enduser");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"user.id", "enduser.id"})
  void applicationsOwnWordOnTheOperation_winsAndNeedsNoHttp(String key) throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "stream", "claim:email", true, "request")) {
        Span http = httpServer(sdk);
        http.setAttribute("enduser.id", "somebody else");
        failingCall(sdk, Context.root().with(http), key);
        http.end();
      }
      assertThat(users(ingest, "span")).containsExactlyInAnyOrder(ID, "somebody else", "");
      assertThat(users(ingest, "log")).containsExactly(ID);
      assertThat(ingest.payloads("event").get(0).at("/user/id").asText()).isEqualTo(ID);
    }
  }

  @Test
  void userThatIsKnownAtTheEndOfTheRequestOnly_isOnTheSpanOfTheCallIfThatWaits() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "stream", "principal", false, "request")) {
        Span http = httpServer(sdk);
        failingCall(sdk, Context.root().with(http), null);
        http.setAttribute("enduser.id", ID);
        http.end();
      }
      assertThat(users(ingest, "span")).containsExactlyInAnyOrder(HASH, HASH, "");
    }
  }

  @Test
  void operationWhoseParentIsTheCaller_hasTheUserOfTheRequestItIsLinkedTo() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "stream", "principal", false, "request")) {
        Span http = httpServer(sdk);
        http.setAttribute("enduser.id", ID);
        SpanContext caller =
            SpanContext.createFromRemoteParent(
                "11111111111111111111111111111111",
                "2222222222222222",
                TraceFlags.getSampled(),
                TraceState.getDefault());
        Span call =
            sdk.tracer()
                .spanBuilder("tools/call add")
                .setParent(Context.root().with(Span.wrap(caller)))
                .addLink(http.getSpanContext())
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call")
                .startSpan();
        log(sdk, Context.root().with(call));
        call.end();
        http.end();
      }
      assertThat(users(ingest, "span")).containsExactly(HASH, HASH);
      assertThat(users(ingest, "log")).containsExactly(HASH);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void claims_areToldWithIssues_wherePersonalDataIs(boolean pii) throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      Map<String, String> settings =
          Map.of(
              "sentry.dsn", ingest.dsn(),
              "sentry.send.default.pii", String.valueOf(pii),
              "otel.instrumentation.mcp.user-id", "principal",
              "otel.instrumentation.mcp.user-claims", "name,email",
              "otel.instrumentation.mcp.agentcat-fields", "true");
      try (TestSdk sdk = new TestSdk(settings)) {
        Span http = httpServer(sdk);
        http.setAttribute("enduser.id", ID);
        http.setAttribute(UserMark.claim("name"), "Ada");
        http.setAttribute(UserMark.claim("email"), "ada@x");
        failingCall(sdk, Context.root().with(http), null);
        http.end();
      }
      JsonNode event = ingest.payloads("event").get(0);
      if (pii) {
        assertThat(event.at("/user/name").asText()).isEqualTo("Ada");
        assertThat(event.at("/user/data/email").asText()).isEqualTo("ada@x");
        assertThat(event.at("/extra/actor_name").asText()).isEqualTo("Ada");
        assertThat(event.at("/extra/actor_data/email").asText()).isEqualTo("ada@x");
      } else {
        assertThat(everything(ingest)).contains(HASH).doesNotContain("Ada", "ada@x");
      }
    }
  }

  @Test
  void session_isItsFirstUsers() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "stream", "principal", false, "application")) {
        for (String user : List.of(ID, "u-18")) {
          Span call = sdk.toolCall("add", Context.root());
          call.setAttribute(McpAttributes.MCP_SESSION_ID, "s");
          call.setAttribute("user.id", user);
          call.end();
        }
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.payloads("session"))
          .extracting(session -> session.path("did").asText())
          .containsExactly(HASH);
    }
  }

  @Test
  void metrics_neverSayWhoAsked() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "stream", "principal", true, "request")) {
        sdk.meter()
            .counterBuilder("mcp.own")
            .build()
            .add(
                1,
                Attributes.of(
                    AttributeKey.stringKey("user.id"), ID,
                    AttributeKey.stringKey("enduser.id"), ID,
                    AttributeKey.stringKey("kind"), "x"));
        sdk.flushMetrics();
      }
      assertThat(ingest.payloads("trace_metric").toString()).contains("mcp.own").doesNotContain(ID);
    }
  }

  @Test
  void tags_spanNamesAndFingerprints_areFreeOfIt() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "stream", "principal", true, "request")) {
        failingCall(sdk, Context.root(), "user.id");
      }
      JsonNode event = ingest.payloads("event").get(0);
      assertThat(event.path("tags").toString()).doesNotContain(ID);
      assertThat(event.path("fingerprint").toString()).doesNotContain(ID);
      assertThat(event.path("contexts").toString()).doesNotContain(ID);
    }
  }

  @Test
  void principal_letsTheAgentSayIt_unlessTheUserSaidOtherwise_andStderrHearsOfIt() {
    assertThat(enduser(Map.of("otel.instrumentation.mcp.user-id", "principal")))
        .isEqualTo("true: 1");
    assertThat(enduser(Map.of("sentry.send.default.pii", "true"))).isEqualTo("true: 1");
    assertThat(enduser(Map.of())).isEqualTo("null: 0");
    assertThat(enduser(Map.of("otel.instrumentation.mcp.user-id", "context:user")))
        .isEqualTo("null: 0");
    assertThat(
            enduser(
                Map.of(
                    "otel.instrumentation.mcp.user-id",
                    "principal",
                    "otel.instrumentation.common.enduser.id.enabled",
                    "false")))
        .isEqualTo("false: 0");
  }

  private static String enduser(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("sentry.dsn", "http://publickey@127.0.0.1:1/42");
    String[] seen = new String[1];
    try (TestSdk sdk =
        new TestSdk(
            all,
            builder ->
                builder.addTracerProviderCustomizer(
                    (provider, config) -> {
                      seen[0] = config.getString("otel.instrumentation.common.enduser.id.enabled");
                      return provider;
                    }))) {
      long lines = sdk.stderr().stream().filter(line -> line.contains("enduser.id")).count();
      return seen[0] + ": " + lines;
    }
  }

  @Test
  void helpers_areToldWhatToHashWith() {
    mark(false);
    assertThat(UserMark.fromProcess())
        .isEqualTo(
            new UserMark(
                new UserIdSource(UserIdSource.Kind.CONTEXT, "who"), "publickey", List.of()));
    mark(true);
    assertThat(UserMark.fromProcess().hashKey()).isEmpty();
    assertThat(UserMark.fromProcess().claims()).containsExactly("email");
  }

  private static void mark(boolean pii) {
    Map<String, String> settings =
        Map.of(
            "sentry.dsn", "http://publickey@127.0.0.1:1/42",
            "sentry.send.default.pii", String.valueOf(pii),
            "otel.instrumentation.mcp.user-id", "context:who",
            "otel.instrumentation.mcp.user-claims", "email");
    new TestSdk(settings).close();
  }

  private static TestSdk sdk(
      FakeIngest ingest, String lifecycle, @Nullable String source, boolean pii, String mode) {
    Map<String, String> settings = new HashMap<>();
    settings.put("sentry.dsn", ingest.dsn());
    settings.put("sentry.release", "app@1");
    settings.put("sentry.trace.lifecycle", lifecycle);
    settings.put("sentry.send.default.pii", String.valueOf(pii));
    settings.put("sentry.session.mode", mode);
    if (source != null) {
      settings.put("otel.instrumentation.mcp.user-id", source);
    }
    return new TestSdk(settings);
  }

  private static Span httpServer(TestSdk sdk) {
    return sdk.tracer()
        .spanBuilder("POST")
        .setNoParent()
        .setSpanKind(SpanKind.SERVER)
        .setAttribute("http.request.method", "POST")
        .startSpan();
  }

  /** A call with work and a log record inside, whose user it says itself under a key, if any. */
  private static void failingCall(TestSdk sdk, Context around, @Nullable String key) {
    Span call = sdk.toolCall("add", around);
    if (key != null) {
      call.setAttribute(key, ID);
    }
    Context inside = around.with(call);
    sdk.tracer().spanBuilder("work").setParent(inside).startSpan().end();
    log(sdk, inside);
    call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
    call.setStatus(StatusCode.ERROR);
    call.recordException(new IllegalStateException("boom"));
    call.end();
  }

  private static void log(TestSdk sdk, Context context) {
    sdk.logger("shop")
        .logRecordBuilder()
        .setContext(context)
        .setSeverity(Severity.INFO)
        .setBody("hello")
        .emit();
  }

  private static List<String> users(FakeIngest ingest, String type) {
    return ingest.payloads(type).stream()
        .flatMap(
            payload ->
                java.util.stream.StreamSupport.stream(payload.path("items").spliterator(), false))
        .map(item -> item.path("attributes").path("user.id").path("value").asText(""))
        .toList();
  }

  private static String everything(FakeIngest ingest) {
    return ingest.items().stream().map(Item::payload).toList().toString();
  }
}
