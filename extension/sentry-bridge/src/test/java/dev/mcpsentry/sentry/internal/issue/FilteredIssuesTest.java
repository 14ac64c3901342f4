package dev.mcpsentry.sentry.internal.issue;

import static dev.mcpsentry.sentry.internal.span.TestSpans.TRACE_ID;
import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.internal.breadcrumb.Breadcrumbs;
import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.EnvelopeWriter;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.Globs;
import dev.mcpsentry.sentry.internal.options.IssueFilters;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.sampling.SampleRules;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import dev.mcpsentry.sentry.internal.span.TestSpans;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.error.FailureEffects;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.error.FailureKind.Health;
import dev.mcpsentry.telemetry.options.FingerprintRule;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.ExceptionEventData;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not worth an issue, how often it is told, and how it is grouped. */
class FilteredIssuesTest {

  private static final SampleDecision DECISION = Sampling.of(SampleRules.of(1)).decide(TRACE_ID);
  private static final IssueFilters ALL = IssueFilters.DEFAULT;

  private final List<Envelope> out = new ArrayList<>();
  private final ClientReports reports = new ClientReports();
  private final AtomicLong now = new AtomicLong();

  private Issues issues(IssueFilters filters) {
    BridgeOptions options = TestOptions.with(filters);
    About about = new About(options);
    return new Issues(
        options,
        new Redaction(List.of()),
        about,
        new Breadcrumbs(),
        new ReportedElsewhere(),
        new Outbox(new EnvelopeWriter(options, about), reports, out::add),
        new StderrLog(),
        now::get);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.io.FileNotFoundException",
        "java.io.*",
        "*NotFound*",
        // a superclass, and the cause below
        "java.io.IOException",
        "java.lang.ArithmeticException"
      })
  void ignoredClass_isNoIssueAndNoFailure(String pattern) {
    Throwable thrown = new FileNotFoundException("a");
    thrown.initCause(new ArithmeticException("b"));
    Issues issues = issues(ignoring(List.of(pattern), List.of()));
    assertThat(fail(issues, thrown)).isEqualTo(Health.NONE);
    assertThat(out).isEmpty();
    assertThat(dropped()).containsExactly(Map.entry("IGNORED ERROR", 1L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.io", "FileNotFoundException", "java.io.FileNotFoundException?", ""})
  void otherClass_isAnIssue(String pattern) {
    Issues issues = issues(ignoring(List.of(pattern), List.of("file")));
    assertThat(fail(issues, new FileNotFoundException("a file"))).isEqualTo(Health.CRASHED);
    assertThat(out).hasSize(1);
    assertThat(dropped()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no seat 7",
        "no seat *",
        "no seat .*",
        "java.lang.IllegalStateException: no seat 7",
        "the cause"
      })
  void ignoredMessage_isNoIssue(String pattern) {
    Throwable thrown = new IllegalStateException("no seat 7", new Error("the cause"));
    fail(issues(ignoring(List.of(), List.of(pattern))), thrown);
    assertThat(out).isEmpty();
  }

  @Test
  void exceptionInWordsOnly_isIgnoredByItsWholeClass() {
    Issues issues = issues(ignoring(List.of("com.acme.*"), List.of()));
    TestSpans span =
        toolCall(1)
            .failed("")
            .with(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception")
            .event(
                EventData.create(
                    1,
                    "exception",
                    Attributes.of(AttributeKey.stringKey("exception.type"), "com.acme.Broken")));
    issues.operation(TypedSpan.of(span.build()), null, Map.of(), DECISION);
    issues.logged(
        logged("closed"), null, "com.acme.Broken", "", "1", DECISION, null, null, List.of());
    assertThat(out).isEmpty();
    issues.logged(
        logged("closed"), null, "org.acme.Broken", "", "1", DECISION, null, null, List.of());
    assertThat(out).hasSize(1);
  }

  @Test
  void ignoredCrashAndLog_areNoIssues() {
    Issues issues = issues(ignoring(List.of("java.lang.Error"), List.of("order * is lost")));
    assertThat(issues.crash(Crash.of(Thread.currentThread(), new Error()), DECISION)).isFalse();
    issues.logged(logged("order 7 is lost"), null, "", "", "1", DECISION, null, null, List.of());
    assertThat(out).isEmpty();
    assertThat(dropped()).containsExactly(Map.entry("IGNORED ERROR", 2L));
    assertThat(issues.crash(Crash.of(Thread.currentThread(), new RuntimeException()), DECISION))
        .isTrue();
  }

  @Test
  void ignoredThrowableThatComesAgain_countsOnce() {
    Issues issues = issues(ignoring(List.of("java.lang.Error"), List.of()));
    Error thrown = new Error();
    assertThat(fail(issues, thrown)).isEqualTo(Health.NONE);
    assertThat(fail(issues, thrown)).isEqualTo(Health.NONE);
    assertThat(dropped()).containsExactly(Map.entry("IGNORED ERROR", 1L));
  }

  @Test
  void exceptionsThatCannotSpeak_areSurvived() {
    Issues issues = issues(ignoring(List.of("com.acme.*"), List.of("*a*a*a*a*b", "com.acme.*: *")));
    fail(
        issues,
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new IllegalStateException("no message for you");
          }
        });
    fail(
        issues,
        new RuntimeException("a".repeat(1 << 20)) {
          @Override
          public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause for you");
          }
        });
    RuntimeException first = new RuntimeException("first");
    first.initCause(new RuntimeException("second", first));
    fail(issues, first);
    assertThat(out.size() + dropped().getOrDefault("INTERNAL_SDK_ERROR ERROR", 0L)).isEqualTo(3);
    assertThat(out).isNotEmpty();
  }

  @Test
  void storm_isHeldBackAndCounted() throws IOException {
    Issues issues = issues(IssueFilters.DEFAULT);
    for (int i = 0; i < 50; i++) {
      assertThat(fail(issues, attempt(i))).isEqualTo(Health.CRASHED);
    }
    fail(issues, new IllegalStateException("from another place"));
    assertThat(out).hasSize(11);
    assertThat(dropped()).containsExactly(Map.entry("EVENT_PROCESSOR ERROR", 40L));

    now.addAndGet(TimeUnit.MINUTES.toNanos(1));
    for (int i = 0; i < 2; i++) {
      fail(issues, attempt(i));
    }
    assertThat(heldBack(9)).isEmpty();
    assertThat(heldBack(11)).isEqualTo("40");
    assertThat(heldBack(12)).isEmpty();
  }

  @Test
  void rules_groupByTheFirstThatMatches() throws IOException {
    IssueFilters filters =
        grouped(
            new FingerprintRule(Map.of("tool", "subtract"), List.of("wrong")),
            new FingerprintRule(
                Map.of("type", "java.lang.Illegal*", "message", "no*", "transaction", "tools/*"),
                List.of(
                    "seats",
                    "{{ default }}",
                    "{{type}}",
                    "{{ message }}",
                    "{{ tool }}",
                    "{{ transaction }}",
                    "{{ function }}")),
            new FingerprintRule(Map.of("type", "*"), List.of("rest")));
    Issues issues = issues(filters);
    fail(issues, new IllegalStateException("no seat, password=hunter2"));
    fail(issues, new IllegalStateException("other"));
    assertThat(fingerprint(0))
        .containsExactly(
            "seats",
            "{{ default }}",
            "java.lang.IllegalStateException",
            "no seat, password=[Filtered]",
            "add",
            "tools/call add",
            "{{ function }}");
    assertThat(fingerprint(1)).containsExactly("rest");
  }

  @Test
  void ruleForWhatWeGroup_keepsOurGrouping() throws IOException {
    Issues issues =
        issues(
            grouped(
                new FingerprintRule(
                    Map.of("type", "JsonRpcError_*"), List.of("{{ default }}", "more"))));
    issues.operation(
        TypedSpan.of(
            toolCall(1)
                .failed("boom")
                .with(McpAttributes.MCP_SENTRY_FAILURE, "protocol")
                .with(McpAttributes.RPC_RESPONSE_STATUS_CODE, "-32603")
                .build()),
        null,
        Map.of(),
        DECISION);
    assertThat(fingerprint(0))
        .containsExactly("mcp", "JsonRpcError_-32603", "tools/call", "add", "more");
  }

  @Test
  void kindOfFailure_doesWhatIsSaid() throws IOException {
    Issues issues =
        issues(
            effects(
                "tool_reported:issue=true",
                "tool_reported:level=info",
                "tool_exception:handled=true",
                "timeout:issue=false"));
    assertThat(fail(issues, FailureKind.TOOL_REPORTED)).isEqualTo(Health.ERRORED);
    assertThat(event(0).path("level").asText()).isEqualTo("info");
    assertThat(event(0).path("exception").path("values").get(0).path("value").asText())
        .isEqualTo("why");
    assertThat(fail(issues, new IllegalStateException("x"))).isEqualTo(Health.ERRORED);
    assertThat(
            event(1)
                .path("exception")
                .path("values")
                .get(0)
                .path("mechanism")
                .path("handled")
                .asBoolean(false))
        .isTrue();
    assertThat(fail(issues, FailureKind.TIMEOUT)).isEqualTo(Health.ERRORED);
    assertThat(out).hasSize(2);
  }

  private static IssueFilters ignoring(List<String> exceptions, List<String> errors) {
    return new IssueFilters(
        Globs.of(exceptions),
        Globs.ofTexts(errors),
        Globs.NONE,
        Globs.NONE,
        ALL.samePerMinute(),
        List.of(),
        ALL.failures());
  }

  private static IssueFilters grouped(FingerprintRule... rules) {
    return new IssueFilters(
        Globs.NONE, Globs.NONE, Globs.NONE, Globs.NONE, 10, List.of(rules), ALL.failures());
  }

  private static IssueFilters effects(String... entries) {
    return new IssueFilters(
        Globs.NONE,
        Globs.NONE,
        Globs.NONE,
        Globs.NONE,
        10,
        List.of(),
        FailureEffects.parse(
            List.of(entries),
            wrong -> {
              throw new AssertionError(wrong);
            }));
  }

  private static Throwable attempt(int number) {
    return new IllegalStateException("attempt " + number);
  }

  private static LoggedMessage logged(String text) {
    return new LoggedMessage("shop", null, text, 17, 1);
  }

  private static Health fail(Issues issues, Throwable thrown) {
    return issues.operation(
        TypedSpan.of(
            toolCall(1)
                .failed("")
                .with(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception")
                .event(ExceptionEventData.create(1, thrown, Attributes.empty(), 0))
                .build()),
        null,
        Map.of(),
        DECISION);
  }

  private static Health fail(Issues issues, FailureKind kind) {
    return issues.operation(
        TypedSpan.of(
            toolCall(1)
                .failed("why")
                .with(McpAttributes.MCP_SENTRY_FAILURE, kind.attributeValue())
                .build()),
        null,
        Map.of(),
        DECISION);
  }

  private String heldBack(int index) throws IOException {
    return event(index).path("tags").path("mcp.sentry.held_back").asText();
  }

  private Map<String, Long> dropped() {
    Map<String, Long> dropped = new TreeMap<>();
    reports.measure((reason, category, count) -> dropped.put(reason + " " + category, count));
    return dropped;
  }

  private JsonNode event(int index) throws IOException {
    return FakeIngest.decode(out.get(index).bytes()).get(0).payload();
  }

  private List<String> fingerprint(int index) throws IOException {
    List<String> parts = new ArrayList<>();
    event(index).path("fingerprint").forEach(part -> parts.add(part.asText()));
    return parts;
  }
}
