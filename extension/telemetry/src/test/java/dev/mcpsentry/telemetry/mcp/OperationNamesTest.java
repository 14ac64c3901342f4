package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationNamesTest {

  private static final McpFailure UNKNOWN = FailureClassifier.callerFault(-32602);

  @RegisterExtension static final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

  private final McpTelemetry telemetry =
      new McpTelemetry(otel.getOpenTelemetry(), "test", McpOptions.DEFAULT);
  private final McpSession session = new McpSession(McpTransport.HTTP, "session-1");

  @Test
  void madeUpTools_leaveOneName() {
    for (int i = 0; i < 10_000; i++) {
      call("tools/call", "invented-" + i, UNKNOWN);
      call("prompts/get", "invented-" + i, UNKNOWN);
      call("made/up" + i, "x", FailureClassifier.callerFault(-32601));
    }

    assertThat(otel.getSpans())
        .extracting(SpanData::getName)
        .hasSize(30_000)
        .containsOnly("tools/call", "prompts/get", "_OTHER");
    assertThat(otel.getSpans().get(0).getAttributes().get(stringKey("gen_ai.tool.name")))
        .isEqualTo("invented-0");
  }

  @Test
  void madeUpToolsThatSomeServerAnswers_areBounded() {
    for (int i = 0; i < 10_000; i++) {
      call("tools/call", "invented-" + i, null);
    }

    assertThat(otel.getSpans()).extracting(SpanData::getName).hasSize(10_000);
    assertThat(otel.getSpans().stream().map(SpanData::getName).distinct()).hasSize(1_001);
  }

  static Stream<@Nullable McpFailure> whatToolsDo() {
    return Stream.of(
        null,
        FailureClassifier.toolError(null),
        FailureClassifier.toolError(new IllegalStateException()),
        FailureClassifier.rpcError(-32603, "x", new IllegalStateException(), false),
        FailureClassifier.invalidArguments());
  }

  @ParameterizedTest
  @MethodSource("whatToolsDo")
  void toolThatThereIs_isInTheNameFromItsFirstCallOn(@Nullable McpFailure failure) {
    call("tools/call", "add", failure);
    call("tools/call", "add", UNKNOWN);

    assertThat(otel.getSpans()).extracting(SpanData::getName).containsOnly("tools/call add");
  }

  @Test
  void listedNames_areKnownBeforeTheFirstCall() {
    McpOperation list =
        telemetry.receive(new McpRequest("tools/list", 1, null), session, Context.root());
    list.listed(List.of("add"));
    list.end();
    call("tools/call", "add", UNKNOWN);
    call("prompts/get", "add", UNKNOWN);

    assertThat(otel.getSpans())
        .extracting(SpanData::getName)
        .containsExactly("tools/list", "tools/call add", "prompts/get");
  }

  @Test
  void registeredTool_isInTheNameWhateverBecomesOfTheCall() {
    telemetry.hasTool("slow");
    telemetry.hasPrompt("greet");
    call("tools/call", "slow", FailureClassifier.cancelled());
    call("prompts/get", "greet", FailureClassifier.cancelled());

    assertThat(otel.getSpans())
        .extracting(SpanData::getName)
        .containsExactly("tools/call slow", "prompts/get greet");
  }

  @Test
  void sentName_isBelievedUnlessThePeerHasNothingOfTheKind() {
    McpSession client = McpSession.ofClient(McpTransport.STDIO, null);
    for (McpFailure failure :
        List.of(FailureClassifier.peerError(-32602, null), FailureClassifier.cancelled())) {
      McpOperation call =
          telemetry.send(
              new McpRequest("tools/call", 1, Map.of("name", "add")), client, Context.root());
      call.settle(failure);
      call.end();
    }

    assertThat(otel.getSpans())
        .extracting(SpanData::getName)
        .containsExactly("tools/call", "tools/call add");
  }

  @Test
  void foundTool_isKnownThoughItsFirstCallIsTakenBack() {
    McpOperation call =
        telemetry.receive(
            new McpRequest("tools/call", 1, Map.of("name", "slow")), session, Context.root());
    call.found();
    call.settle(FailureClassifier.cancelled());
    call.end();

    assertThat(otel.getSpans().get(0).getName()).isEqualTo("tools/call slow");
  }

  @Test
  void secretInAName_isRedactedAndNotInTheSpansName() {
    call("tools/call", "Bearer abcdefghijklmnop123456", UNKNOWN);
    call("password=hunter2", "x", FailureClassifier.callerFault(-32601));

    assertThat(otel.getSpans())
        .extracting(SpanData::toString)
        .noneMatch(s -> s.contains("hunter2"));
    assertThat(otel.getSpans())
        .extracting(SpanData::toString)
        .noneMatch(s -> s.contains("abcdefghijklmnop123456"));
  }

  @Test
  void discoverOfALegacyServer_isAProbe() {
    call("server/discover", "x", FailureClassifier.callerFault(-32601));
    call("server/discover", "x", FailureClassifier.thrown(new IllegalStateException("own")));

    SpanData probe = otel.getSpans().get(0);
    assertThat(probe.getName()).isEqualTo("server/discover");
    assertThat(probe.getStatus()).isEqualTo(StatusData.unset());
    assertThat(probe.getAttributes().asMap())
        .containsEntry(stringKey("mcp.sentry.failure"), "probe")
        .containsEntry(stringKey("rpc.response.status_code"), "-32601")
        .doesNotContainKey(stringKey("error.type"));
    assertThat(otel.getSpans().get(1).getAttributes().get(stringKey("mcp.sentry.failure")))
        .isEqualTo("tool_exception");
  }

  @Test
  void inflatedException_isRecordedAsWhatItIs() {
    Throwable inflated = new IllegalStateException("boom");
    for (int i = 0; i < 5_000; i++) {
      inflated.addSuppressed(new IllegalStateException("suppressed " + i));
    }
    call("tools/call", "add", FailureClassifier.toolError(inflated));

    assertThat(otel.getSpans().get(0).getEvents())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getAttributes().get(stringKey("exception.type")))
                  .isEqualTo("java.lang.IllegalStateException");
              assertThat(event.getAttributes().get(stringKey("exception.message")))
                  .isEqualTo("boom");
              assertThat(event.getAttributes().get(stringKey("exception.stacktrace")))
                  .startsWith("java.lang.IllegalStateException: boom")
                  .hasSizeLessThan(60_000);
            });
  }

  private void call(String method, String name, @Nullable McpFailure failure) {
    McpOperation operation =
        telemetry.receive(new McpRequest(method, 1, Map.of("name", name)), session, Context.root());
    if (failure != null) {
      operation.settle(failure);
    }
    operation.end();
  }
}
