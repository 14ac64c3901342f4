package dev.mcpsentry.sentry;

import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of exceptions that an application records on spans by OpenTelemetry's API. */
class RecordedExceptionsTest {

  private FakeIngest ingest;
  private TestSdk sdk;

  @BeforeEach
  void start() throws IOException {
    ingest = new FakeIngest();
    sdk = new TestSdk(Map.of("sentry.dsn", ingest.dsn(), "sentry.release", "1"));
  }

  @AfterEach
  void stop() throws IOException {
    sdk.close();
    assertThat(ingest.faults()).isEmpty();
    ingest.close();
  }

  @Test
  void recordedByAToolThatAnswers_isAHandledIssueWithTheOperationsTags() {
    Span call = sdk.toolCall("divide", Context.root());
    call.setAttribute(McpAttributes.MCP_CLIENT_NAME, "claude");
    call.addEvent("before");
    call.recordException(
        new IllegalStateException("stock token=abc123"),
        Attributes.builder()
            .put("order", 7)
            .put("carrier", "pigeon")
            .put("password", "hunter2")
            .put("user.email", "a@b.example")
            .put(stringArrayKey("tried"), "a", "b")
            .build());
    call.addEvent("after");
    call.end();
    sdk.close();

    JsonNode event = only();
    assertThat(event.path("level").asText()).isEqualTo("error");
    assertThat(event.path("transaction").asText()).isEqualTo("tools/call divide");
    assertThat(event.path("tags").path("gen_ai.tool.name").asText()).isEqualTo("divide");
    assertThat(event.path("tags").path("mcp.method.name").asText()).isEqualTo("tools/call");
    assertThat(event.path("tags").path("mcp.client.name").asText()).isEqualTo("claude");
    assertThat(event.path("tags").has("mcp.failure")).isFalse();
    JsonNode thrown = event.path("exception").path("values").get(0);
    assertThat(thrown.path("type").asText()).isEqualTo("IllegalStateException");
    assertThat(thrown.path("value").asText()).isEqualTo("stock token=[Filtered]");
    assertThat(thrown.path("mechanism").path("handled").asBoolean()).isTrue();
    assertThat(thrown.path("stacktrace").path("frames")).isNotEmpty();
    assertThat(event.path("extra").properties())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(
            "order=7", "carrier=\"pigeon\"", "password=\"[Filtered]\"", "tried=[\"a\",\"b\"]");
    assertThat(event.path("contexts").path("trace").path("span_id").asText())
        .isEqualTo(call.getSpanContext().getSpanId());
    assertThat(messages(event)).containsExactly("before");
    JsonNode health = ingest.payloads("sessions").get(0).path("aggregates").get(0);
    assertThat(health.path("errored").asInt()).isOne();
    assertThat(health.path("crashed").asInt()).isZero();
  }

  @Test
  void recordedBelow_isTheSameWithTheSpanItHappenedIn() {
    Span call = sdk.toolCall("divide", Context.root());
    Span below = below(sdk.tracer(), call);
    IllegalStateException problem = new IllegalStateException("dealt with");
    below.recordException(problem);
    below.setStatus(StatusCode.ERROR);
    below.end();
    call.recordException(new IllegalArgumentException("again", problem));
    sdk.flush();
    assertThat(ingest.items("event")).isEmpty();
    call.end();
    await().until(() -> !ingest.items("event").isEmpty());
    sdk.close();

    JsonNode event = only();
    assertThat(event.path("tags").path("gen_ai.tool.name").asText()).isEqualTo("divide");
    assertThat(event.path("contexts").path("trace").path("span_id").asText())
        .isEqualTo(below.getSpanContext().getSpanId());
  }

  @Test
  void recordedAndThrown_isTheOperationsIssueAlone() {
    Span call = sdk.toolCall("divide", Context.root());
    Span below = below(sdk.tracer(), call);
    IllegalStateException problem = new IllegalStateException("passed on");
    below.recordException(problem);
    below.setStatus(StatusCode.ERROR);
    below.end();
    call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
    call.setStatus(StatusCode.ERROR);
    call.recordException(new IllegalArgumentException("around", problem));
    call.end();
    sdk.close();

    JsonNode event = only();
    assertThat(event.path("tags").path("mcp.failure").asText()).isEqualTo("tool_exception");
    assertThat(event.toString()).contains("\"handled\":false");
  }

  @Test
  void anotherThatWasDealtWithBefore_isAnIssueOfItsOwn() {
    Span call = sdk.toolCall("divide", Context.root());
    call.recordException(new IllegalArgumentException("first try"));
    call.recordException(new IllegalStateException("second try"));
    call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
    call.setStatus(StatusCode.ERROR);
    call.end();
    sdk.close();

    assertThat(ingest.payloads("event"))
        .extracting(event -> event.path("exception").path("values").get(0))
        .extracting(
            thrown -> thrown.path("value").asText(),
            thrown -> thrown.path("mechanism").path("handled").asBoolean())
        .containsExactlyInAnyOrder(tuple("second try", false), tuple("first try", true));
  }

  @ParameterizedTest
  @CsvSource({
    "tool_reported, 1",
    "caller_fault, 0",
    "invalid_arguments, 0",
    "cancelled, 0",
    "auth, 0",
    "aborted, 0"
  })
  void ofAnOperationThatFailedOtherwise_theRowDecides(String failure, int issues) {
    Span call = sdk.toolCall("divide", Context.root());
    call.recordException(new IllegalStateException("recorded"));
    call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, failure);
    call.end();
    sdk.close();

    assertThat(ingest.items("event")).hasSize(issues);
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.opentelemetry.jdbc", "org.springframework.boot"})
  void whatASpanOfALibraryFailedWith_isNotTold(String library) {
    Span call = sdk.toolCall("divide", Context.root());
    Span query = below(sdk.tracer(library), call);
    query.recordException(new IllegalArgumentException("told by the application"));
    query.recordException(new IllegalStateException("the library's own"));
    query.setStatus(StatusCode.ERROR);
    query.end();
    call.end();
    sdk.close();

    assertThat(only().toString()).contains("told by the application");
  }

  @Test
  void recordedAndLogged_isOneIssue() {
    Span call = sdk.toolCall("divide", Context.root());
    IllegalStateException problem = new IllegalStateException("both");
    call.recordException(problem);
    sdk.logger("shop")
        .logRecordBuilder()
        .setContext(Context.root().with(call))
        .setSeverity(Severity.ERROR)
        .setBody("cannot")
        .setException(problem)
        .emit();
    call.end();
    sdk.close();

    only();
  }

  @Test
  void outsideOfMcp_itIsAnIssueToo() {
    Span discovery = sdk.tracer().spanBuilder("discover").setNoParent().startSpan();
    discovery.recordException(new IllegalStateException("no such server"));
    discovery.end();
    sdk.close();

    JsonNode event = only();
    assertThat(event.path("transaction").asText()).isEqualTo("discover");
    assertThat(event.path("tags")).isEmpty();
  }

  @Test
  void recordedAndUncaught_isTheCrash() throws InterruptedException {
    Thread dying =
        new Thread(
            () -> {
              Span work = sdk.tracer().spanBuilder("work").setNoParent().startSpan();
              IllegalStateException problem = new IllegalStateException("recorded, then fatal");
              work.recordException(problem);
              work.end();
              throw problem;
            });
    dying.start();
    dying.join();
    await().until(() -> !ingest.items("event").isEmpty());
    sdk.close();

    assertThat(only().path("level").asText()).isEqualTo("fatal");
  }

  @Test
  void recordedAfterTheAnswer_isToldWithoutTags() {
    Span call = sdk.toolCall("divide", Context.root());
    Span late = below(sdk.tracer(), call);
    call.end();
    await().until(() -> !ingest.items("transaction").isEmpty());
    late.recordException(new IllegalStateException("late"));
    late.end();
    sdk.close();

    assertThat(only().path("contexts").path("trace").path("trace_id").asText())
        .isEqualTo(call.getSpanContext().getTraceId());
  }

  @Test
  void moreThanWait_areCounted() {
    Span call = sdk.toolCall("divide", Context.root());
    for (int i = 0; i < 150; i++) {
      Span below = below(sdk.tracer(), call);
      below.recordException(new IllegalStateException("number " + i));
      below.end();
    }
    sdk.flush();
    call.end();
    sdk.close();

    assertThat(ingest.items("event")).hasSize(100);
    assertThat(ingest.discarded("buffer_overflow", "error")).isEqualTo(50);
  }

  @Test
  void whatTheUserIgnores_isNeitherAnIssueNorAFailure() throws IOException {
    restart(Map.of("sentry.ignored.exceptions.for.type", "java.lang.IllegalStateException"));
    Span call = sdk.toolCall("divide", Context.root());
    call.recordException(new IllegalStateException("as ever"));
    call.end();
    sdk.close();

    assertThat(ingest.items("event")).isEmpty();
    assertThat(ingest.discarded("ignored", "error")).isOne();
    JsonNode health = ingest.payloads("sessions").get(0).path("aggregates").get(0);
    assertThat(health.path("exited").asInt()).isOne();
    assertThat(health.path("errored").asInt()).isZero();
  }

  @Test
  void sameFailureAgainAndAgain_isHeldBack() throws IOException {
    restart(Map.of("sentry.same.issues.per.minute", "2"));
    for (int i = 0; i < 5; i++) {
      Span call = sdk.toolCall("divide", Context.root());
      call.recordException(new IllegalStateException("number " + i));
      call.end();
    }
    sdk.close();

    assertThat(ingest.items("event")).hasSize(2);
    assertThat(ingest.discarded("event_processor", "error")).isEqualTo(3);
  }

  @Test
  void whileNothingIsDecidedOfItsTrace_isToldAllTheSame(@TempDir Path directory)
      throws IOException {
    Path rules = directory.resolve("rules.yaml");
    Files.writeString(rules, "rules: [{tool: kept, rate: 1}, {rate: 0}]");
    restart(Map.of("sentry.sampling.rules", rules.toString(), "sentry.trace.lifecycle", "stream"));
    Span main = sdk.tracer().spanBuilder("main").setNoParent().startSpan();
    Span below = below(sdk.tracer(), main);
    below.recordException(new IllegalStateException("undecided"));
    below.end();
    sdk.close();

    JsonNode event = only();
    assertThat(event.path("transaction").asText()).isEqualTo("main");
    assertThat(event.path("contexts").path("trace").path("span_id").asText())
        .isEqualTo(below.getSpanContext().getSpanId());
  }

  @Test
  void whatIsKnownOfTheRequest_isToldBesideTheExtras() {
    Span call = sdk.toolCall("divide", Context.root());
    call.setAttribute(McpAttributes.APP_USER_INTENT, "to share a cake");
    call.recordException(
        new IllegalStateException("fine"),
        Attributes.builder().put("order", 7).put("user_intent", "none").build());
    call.end();
    sdk.close();

    assertThat(only().path("extra").properties())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("order=7", "user_intent=\"to share a cake\"");
  }

  @Test
  void hostileExtras_areBounded() {
    Span call = sdk.toolCall("divide", Context.root());
    var extras = Attributes.builder();
    for (int i = 0; i < 100; i++) {
      extras.put("key" + i, "é".repeat(100_000));
    }
    call.recordException(new IllegalStateException("fine"), extras.build());
    call.end();
    sdk.close();

    assertThat(ingest.payloads("event"))
        .singleElement()
        .satisfies(event -> assertThat(event.path("extra").size()).isLessThanOrEqualTo(32))
        .satisfies(event -> assertThat(event.toString().length()).isLessThan(900_000));
  }

  private void restart(Map<String, String> more) throws IOException {
    sdk.close();
    Map<String, String> all = new HashMap<>(more);
    all.put("sentry.dsn", ingest.dsn());
    all.put("sentry.release", "1");
    sdk = new TestSdk(all);
  }

  private static Span below(Tracer tracer, Span call) {
    return tracer.spanBuilder("work").setParent(Context.root().with(call)).startSpan();
  }

  private JsonNode only() {
    List<JsonNode> events = ingest.payloads("event");
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private static List<String> messages(JsonNode event) {
    JsonNode crumbs = event.path("breadcrumbs");
    return StreamSupport.stream(
            (crumbs.has("values") ? crumbs.path("values") : crumbs).spliterator(), false)
        .map(crumb -> crumb.path("message").asText())
        .toList();
  }
}
