package dev.mcpsentry.sentry.internal.issue;

import static dev.mcpsentry.sentry.internal.span.TestSpans.TRACE_ID;
import static dev.mcpsentry.sentry.internal.span.TestSpans.id;
import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.shop.OrderTools;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.ingest.Item;
import dev.mcpsentry.sentry.internal.breadcrumb.Breadcrumbs;
import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.convention.RecordedException;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.EnvelopeWriter;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.sampling.SampleRules;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import dev.mcpsentry.sentry.internal.span.TestSpans;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.error.StandIn;
import dev.mcpsentry.telemetry.error.ThrowableIds;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.sentry.SentryExceptionFactory;
import io.sentry.SentryOptions;
import io.sentry.SentryStackTraceFactory;
import io.sentry.protocol.SentryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IssuesTest {

  private static final SampleDecision DECISION = Sampling.of(SampleRules.of(1)).decide(TRACE_ID);

  private final List<Envelope> out = new ArrayList<>();
  private final ReportedElsewhere reported = new ReportedElsewhere();
  private final Issues issues = issues();

  private Issues issues() {
    BridgeOptions options = TestOptions.to("http://key@localhost/1");
    About about = new About(options);
    return new Issues(
        options,
        new Redaction(List.of()),
        about,
        new Breadcrumbs(),
        reported,
        new Outbox(new EnvelopeWriter(options, about), new ClientReports(), out::add),
        new StderrLog());
  }

  @Test
  void whatTheApplicationsOwnSdkReported_isNotReportedAgain() {
    IllegalStateException theirs = new IllegalStateException("theirs");
    reported.hear(
        TestLogRecordData.builder()
            .setAttributes(
                Attributes.of(McpAttributes.MCP_SENTRY_REPORTED, ThrowableIds.of(theirs)))
            .build());
    capture(failed(FailureKind.TOOL_EXCEPTION, new RuntimeException("around", theirs)).build());
    assertThat(out).isEmpty();
    capture(failed(FailureKind.TOOL_EXCEPTION, new IllegalStateException("theirs")).build());
    assertThat(out).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void row_decidesWhetherThereIsAnIssue(FailureKind kind) {
    capture(failed(kind, new IllegalStateException("boom")).build());
    assertThat(out).hasSize(kind.issue().captured() ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "TOOL_EXCEPTION, error, false, tool_execution",
    "PROTOCOL, error, true, protocol",
    "TRANSPORT, error, true, transport",
    "TIMEOUT, warning, true, timeout",
  })
  void row_decidesLevelAndMechanism(
      FailureKind kind, String level, boolean handled, String errorType) throws IOException {
    capture(failed(kind, new IllegalStateException("boom")).build());
    JsonNode event = event();
    assertThat(event.path("level").asText()).isEqualTo(level);
    JsonNode mechanism = exception(event, 0).path("mechanism");
    assertThat(mechanism.path("type").asText()).isEqualTo("auto.ai.mcp_server");
    assertThat(mechanism.path("handled").asBoolean()).isEqualTo(handled);
    assertThat(mechanism.path("data").path("error_type").asText()).isEqualTo(errorType);
    assertThat(mechanism.path("data").path("tool_name").asText()).isEqualTo("add");
    assertThat(event.path("tags").path("mcp.failure").asText()).isEqualTo(kind.attributeValue());
  }

  @Test
  void throwable_keepsItsCausesAndFrames() throws IOException {
    Throwable thrown = new IllegalStateException("outer", new IOException("inner"));
    thrown.setStackTrace(OrderTools.failureOfATool().getStackTrace());
    capture(failed(FailureKind.TOOL_EXCEPTION, thrown).build());
    JsonNode event = event();
    assertThat(exception(event, 0).path("type").asText()).isEqualTo("IOException");
    assertThat(exception(event, 0).path("module").asText()).isEqualTo("java.io");
    assertThat(exception(event, 1).path("value").asText()).isEqualTo("outer");
    JsonNode frames = exception(event, 1).path("stacktrace").path("frames");
    assertThat(frames.get(frames.size() - 1).path("function").asText()).isEqualTo("requireNonNull");
    assertThat(exception(event, 1).has("thread_id")).isFalse();
    assertThat(event.has("fingerprint")).isFalse();
  }

  @Test
  void frames_sayWhichAreTheApplicationsAndLeaveOutOurs() throws IOException {
    Throwable thrown = OrderTools.failureOfATool();
    assertThat(thrown.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(IssuesTest.class.getName()));
    capture(failed(FailureKind.TOOL_EXCEPTION, thrown).build());
    JsonNode frames = exception(event(), 0).path("stacktrace").path("frames");
    assertThat(frames)
        .allMatch(frame -> frame.path("in_app").isBoolean())
        .noneMatch(frame -> frame.path("module").asText().startsWith("dev.mcpsentry."))
        .anyMatch(frame -> frame.path("module").asText().startsWith("java."));
    List<String> own = new ArrayList<>();
    frames.forEach(
        frame -> {
          if (frame.path("in_app").asBoolean()) {
            own.add(frame.path("module").asText() + "." + frame.path("function").asText());
          }
        });
    assertThat(own)
        .isNotEmpty()
        .allMatch(frame -> frame.startsWith("com.acme.shop.OrderTools."))
        .endsWith("com.acme.shop.OrderTools.find");
  }

  @Test
  void exceptionOfOursAlone_hasNoFrames() throws IOException {
    Throwable thrown = new IllegalStateException("boom");
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("dev.mcpsentry.telemetry.mcp.McpSpans", "end", "McpSpans.java", 7)
        });
    capture(failed(FailureKind.TOOL_EXCEPTION, thrown).build());
    assertThat(exception(event(), 0).has("stacktrace")).isFalse();
  }

  @Test
  void event_carriesIdentityAndSearchableTags() throws IOException {
    capture(
        failed(FailureKind.TOOL_EXCEPTION, new RuntimeException())
            .below(9)
            .with(McpAttributes.MCP_CLIENT_NAME, "inspector")
            .build());
    JsonNode event = event();
    assertThat(event.path("platform").asText()).isEqualTo("java");
    assertThat(event.path("release").asText()).isEqualTo("1.2.3");
    assertThat(event.path("dist").asText()).isEqualTo("42");
    assertThat(event.path("environment").asText()).isEqualTo("test");
    assertThat(event.path("server_name").asText()).isEqualTo("host-1");
    assertThat(event.path("transaction").asText()).isEqualTo("tools/call add");
    JsonNode trace = event.path("contexts").path("trace");
    assertThat(trace.path("trace_id").asText()).isEqualTo(TRACE_ID);
    assertThat(trace.path("span_id").asText()).isEqualTo(id(1));
    assertThat(trace.path("parent_span_id").asText()).isEqualTo(id(9));
    assertThat(trace.path("op").asText()).isEqualTo("mcp.server");
    assertThat(trace.has("data")).isFalse();
    JsonNode tags = event.path("tags");
    assertThat(tags.path("team").asText()).isEqualTo("blue");
    assertThat(tags.path("mcp.method.name").asText()).isEqualTo("tools/call");
    assertThat(tags.path("mcp.tool.name").asText()).isEqualTo("add");
    assertThat(tags.path("mcp.transport").asText()).isEqualTo("stdio");
    assertThat(tags.path("gen_ai.tool.name").asText()).isEqualTo("add");
    assertThat(tags.path("mcp.client.name").asText()).isEqualTo("inspector");
    Item item = item();
    assertThat(item.envelope().path("event_id")).isEqualTo(event.path("event_id"));
    assertThat(item.envelope().path("trace").path("trace_id").asText()).isEqualTo(TRACE_ID);
    assertThat(item.envelope().path("trace").path("public_key").asText()).isEqualTo("key");
  }

  @Test
  void jsonRpcErrorWithoutThrowable_isSyntheticAndGroupedByOperation() throws IOException {
    capture(
        toolCall(1)
            .failed("Internal error: password=hunter2")
            .with(McpAttributes.MCP_SENTRY_FAILURE, "protocol")
            .with(McpAttributes.RPC_RESPONSE_STATUS_CODE, "-32603")
            .build());
    JsonNode event = event();
    JsonNode exception = exception(event, 0);
    assertThat(exception.path("type").asText()).isEqualTo("JsonRpcError_-32603");
    assertThat(exception.path("value").asText()).isEqualTo("Internal error: password=[Filtered]");
    assertThat(exception.path("mechanism").path("synthetic").asBoolean()).isTrue();
    assertThat(event.path("fingerprint"))
        .extracting(JsonNode::asText)
        .containsExactly("mcp", "JsonRpcError_-32603", "tools/call", "add");
  }

  @Test
  void exceptionInWordsOnly_lendsItsNameAndMessage() throws IOException {
    capture(
        toolCall(1)
            .failed("")
            .with(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception")
            .event(
                EventData.create(
                    1,
                    "exception",
                    Attributes.of(
                        AttributeKey.stringKey("exception.type"), "com.acme.Broken",
                        AttributeKey.stringKey("exception.message"), "token=abc")))
            .build());
    assertThat(exception(event(), 0).path("type").asText()).isEqualTo("Broken");
    assertThat(exception(event(), 0).path("value").asText()).isEqualTo("token=[Filtered]");
  }

  @Test
  void olderSdk_isReadByReflection() {
    RuntimeException thrown = new RuntimeException("boom");
    assertThat(RecordedException.byReflection(thrown(thrown))).isSameAs(thrown);
    assertThat(RecordedException.byReflection("no event")).isNull();
  }

  @Test
  void messagesOfTheWholeChain_areRedacted() throws IOException {
    capture(
        failed(
                FailureKind.TOOL_EXCEPTION,
                new RuntimeException("Bearer abcdefghijkl", new RuntimeException("token=xyz")))
            .build());
    assertThat(exception(event(), 0).path("value").asText()).isEqualTo("token=[Filtered]");
    assertThat(exception(event(), 1).path("value").asText()).isEqualTo("[Filtered]");
  }

  @Test
  void sameThrowableOrOneOfItsCauses_isOneIssue() {
    RuntimeException cause = new RuntimeException("cause");
    capture(failed(FailureKind.TOOL_EXCEPTION, cause).build());
    capture(failed(FailureKind.TOOL_EXCEPTION, cause).build());
    RuntimeException wrapper = new RuntimeException(cause);
    issues.escaped(post().failed("").event(thrown(wrapper)).typed(), null, DECISION);
    assertThat(out).hasSize(1);
    capture(failed(FailureKind.TOOL_EXCEPTION, new RuntimeException("cause")).build());
    assertThat(out).hasSize(2);
  }

  @Test
  void exceptionThatEscapedAnotherServer_isAnUnhandledIssue() throws IOException {
    issues.escaped(
        post().failed("").event(thrown(new IllegalStateException("boom"))).typed(), null, DECISION);
    JsonNode event = event();
    JsonNode mechanism = exception(event, 0).path("mechanism");
    assertThat(mechanism.path("type").asText()).isEqualTo("auto.opentelemetry.exception");
    assertThat(mechanism.path("handled").asBoolean()).isFalse();
    assertThat(event.path("transaction").asText()).isEqualTo("POST /mcp");
  }

  @Test
  void exceptionThatIsTheCallersDoing_isNoIssueOfTheRequest() {
    Throwable unreadable = new IllegalArgumentException("no object");
    unreadable.setStackTrace(
        new StackTraceElement[] {
          frame("tools.jackson.databind.ObjectMapper", "convertValue"),
          frame("io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper", "convertValue"),
          frame("io.modelcontextprotocol.server.McpAsyncServer", "lambda$toolsCallRequestHandler"),
          frame("com.example.Application", "doFilter")
        });
    Throwable left = new IOException("Broken pipe");
    left.setStackTrace(
        new StackTraceElement[] {
          frame("sun.nio.ch.SocketDispatcher", "write"),
          frame("org.apache.coyote.http11.Http11OutputBuffer", "flush"),
          frame("com.example.Application", "doFilter")
        });
    escape(new IllegalStateException("dispatch", unreadable));
    escape(new IllegalStateException("dispatch", left));

    assertThat(out).isEmpty();
  }

  @Test
  void exceptionThatIsNotTheCallers_isAnIssueOfTheRequest() {
    Throwable unwritable = new IllegalArgumentException("no serializer");
    unwritable.setStackTrace(
        new StackTraceElement[] {
          frame("tools.jackson.databind.ObjectMapper", "writeValueAsString"),
          frame("io.modelcontextprotocol.server.transport.X", "doPost")
        });
    Throwable own = new NullPointerException("own");
    own.setStackTrace(
        new StackTraceElement[] {
          frame("java.util.Objects", "requireNonNull"),
          frame("com.example.Tool", "call"),
          frame("io.modelcontextprotocol.server.McpAsyncServer", "call")
        });
    escape(unwritable);
    escape(own);

    assertThat(out).hasSize(2);
  }

  @Test
  void chainOfUsualSize_isWrittenAsTheSdkWritesIt() throws IOException {
    Throwable thrown =
        new IllegalStateException("outer", new IOException("middle", new Inner("inner")));
    Throwable aside = new IOException("aside", new IOException("below"));
    thrown.addSuppressed(aside);

    SentryStackTraceFactory frames = new SentryStackTraceFactory(SentryOptions.empty());
    List<SentryException> ours = new ThrowableChain(frames).of(thrown);
    List<SentryException> sdks = new SentryExceptionFactory(frames).getSentryExceptions(thrown);

    assertThat(ours).hasSize(5);
    assertThat(ours)
        .extracting(IssuesTest::told)
        .containsExactlyInAnyOrderElementsOf(sdks.stream().map(IssuesTest::told).toList());
    assertThat(ours.get(4).getValue()).isEqualTo("outer");
    assertThat(ours.get(4).getMechanism().getExceptionId()).isZero();
    assertThat(ours.get(3).getMechanism().getParentId()).isZero();
  }

  @Test
  void inflatedThrowable_keepsItsCausesAndAFewOfTheSuppressed() throws IOException {
    Throwable thrown = new IllegalStateException("outer", new IOException("the cause"));
    for (int i = 0; i < 5_000; i++) {
      thrown.addSuppressed(new IOException("suppressed " + i, new IOException("below " + i)));
    }
    capture(failed(FailureKind.TOOL_EXCEPTION, StandIn.of(thrown)).build());

    JsonNode values = event().path("exception").path("values");
    assertThat(values).hasSizeLessThanOrEqualTo(20);
    assertThat(values.get(values.size() - 1).path("type").asText())
        .isEqualTo("IllegalStateException");
    assertThat(values.get(values.size() - 2).path("value").asText()).isEqualTo("the cause");
  }

  @Test
  void standInAndWhatItStandsFor_areOneIssue() {
    Throwable thrown = new IllegalStateException("m".repeat(10_000));
    capture(failed(FailureKind.TOOL_EXCEPTION, StandIn.of(thrown)).build());
    capture(failed(FailureKind.TOOL_EXCEPTION, thrown).build());

    assertThat(out).hasSize(1);
  }

  @Test
  void fingerprint_namesNoToolThatTheSpanDoesNotName() throws IOException {
    capture(
        span("tools/call", SpanKind.SERVER, 1)
            .failed("")
            .with(McpAttributes.MCP_METHOD_NAME, "tools/call")
            .with(McpAttributes.GEN_AI_TOOL_NAME, "invented")
            .with(McpAttributes.MCP_SENTRY_FAILURE, "protocol")
            .with(McpAttributes.RPC_RESPONSE_STATUS_CODE, "-32603")
            .build());

    assertThat(event().path("fingerprint"))
        .extracting(JsonNode::asText)
        .containsExactly("mcp", "JsonRpcError_-32603", "tools/call");
    assertThat(event().path("transaction").asText()).isEqualTo("tools/call");
    assertThat(item().envelope().path("trace").path("transaction").asText())
        .isEqualTo("tools/call");
  }

  private static final class Inner extends RuntimeException {

    Inner(String message) {
      super(message);
    }
  }

  private static List<Object> told(SentryException exception) {
    return Arrays.asList(
        exception.getType(),
        exception.getModule(),
        exception.getValue(),
        exception.getMechanism().getType(),
        exception.getStacktrace().getFrames().stream()
            .map(frame -> frame.getModule() + frame.getFunction() + frame.getLineno())
            .toList());
  }

  private void escape(Throwable throwable) {
    issues.escaped(post().failed("").event(thrown(throwable)).typed(), null, DECISION);
  }

  private static StackTraceElement frame(String place, String method) {
    return new StackTraceElement(place, method, null, 1);
  }

  @Test
  void valuesInDatabaseExceptions_areMaskedInTheWholeChain() throws IOException {
    String message = "insert failed: customer_email='bob@example.com'";
    Throwable thrown = new IllegalStateException(message, new java.sql.SQLException(message));
    thrown.addSuppressed(new RuntimeException(message));
    capture(failed(FailureKind.TOOL_EXCEPTION, thrown).build());
    assertThat(event().toString()).contains("customer_email=?").doesNotContain("bob@example.com");
  }

  @Test
  void exceptionsOfManyMegabytes_becomeAnIssueThatIsTaken() throws IOException {
    Throwable thrown = new RuntimeException("innermost");
    for (int i = 0; i < 30; i++) {
      thrown = new IllegalStateException("\u0001".repeat(60_000), thrown);
    }
    capture(failed(FailureKind.TOOL_EXCEPTION, thrown).build());
    assertThat(out.get(0).bytes().length).isLessThan(950_000);
    assertThat(event().path("exception").path("values")).isNotEmpty();
  }

  @Test
  void endlessOrCircularCauses_areSurvived() {
    RuntimeException first = new RuntimeException("first");
    first.initCause(new RuntimeException("second", first));
    capture(failed(FailureKind.TOOL_EXCEPTION, first).build());
    assertThat(out).hasSize(1);
  }

  private void capture(SpanData span) {
    issues.operation(TypedSpan.of(span), null, Map.of(), DECISION);
  }

  private static TestSpans post() {
    return span("POST", SpanKind.SERVER, 2)
        .with("http.request.method", "POST")
        .with("http.route", "/mcp");
  }

  private static TestSpans failed(FailureKind kind, Throwable thrown) {
    return toolCall(1)
        .failed("")
        .with(McpAttributes.MCP_SENTRY_FAILURE, kind.attributeValue())
        .event(thrown(thrown));
  }

  private static EventData thrown(Throwable throwable) {
    return ExceptionEventData.create(1_795_232_691_100_000_000L, throwable, Attributes.empty(), 0);
  }

  private Item item() throws IOException {
    return FakeIngest.decode(out.get(0).bytes()).get(0);
  }

  private JsonNode event() throws IOException {
    return item().payload();
  }

  private static JsonNode exception(JsonNode event, int index) {
    return event.path("exception").path("values").get(index);
  }
}
