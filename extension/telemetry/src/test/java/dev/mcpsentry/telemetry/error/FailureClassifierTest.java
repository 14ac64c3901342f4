package dev.mcpsentry.telemetry.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureClassifierTest {

  private static final Throwable BOOM = new IllegalStateException("boom");

  @Test
  void toolException_isUnhandledAndCrashes() {
    McpFailure failure = FailureClassifier.rpcError(-32603, "boom", BOOM, false);

    assertThat(failure)
        .isEqualTo(new McpFailure(FailureKind.TOOL_EXCEPTION, "-32603", "-32603", "boom", BOOM));
    assertRow(
        failure,
        FailureKind.Span.ERROR,
        FailureKind.Issue.UNHANDLED_ERROR,
        FailureKind.Health.CRASHED);
  }

  @Test
  void swallowedToolException_isStillAToolException() {
    McpFailure failure = FailureClassifier.toolError(BOOM);

    assertThat(failure).isEqualTo(failure(FailureKind.TOOL_EXCEPTION, "tool_error", null, BOOM));
  }

  @Test
  void toolReported_isAnErrorWithoutIssue() {
    McpFailure failure = FailureClassifier.toolError(null);

    assertThat(failure).isEqualTo(failure(FailureKind.TOOL_REPORTED, "tool_error", null, null));
    assertRow(failure, FailureKind.Span.ERROR, FailureKind.Issue.NONE, FailureKind.Health.ERRORED);
  }

  @ParameterizedTest
  @ValueSource(ints = {-32700, -32600, -32601, -32602, -32002})
  void callerFault_leavesTheStatusUnset(int code) {
    McpFailure failure = FailureClassifier.rpcError(code, "no", BOOM, true);

    assertThat(failure)
        .isEqualTo(failure(FailureKind.CALLER_FAULT, null, Integer.toString(code), null));
    assertRow(failure, FailureKind.Span.UNSET, FailureKind.Issue.NONE, FailureKind.Health.NONE);
  }

  @Test
  void argumentsThatTheLibraryTurnsDown_areNobodysError() {
    assertRow(
        FailureClassifier.invalidArguments(),
        FailureKind.Span.UNSET,
        FailureKind.Issue.NONE,
        FailureKind.Health.NONE);
  }

  @Test
  void probe_keepsTheCodeAndIsNobodysError() {
    McpFailure failure = FailureClassifier.probe(FailureClassifier.callerFault(-32603));

    assertThat(failure).isEqualTo(failure(FailureKind.PROBE, null, "-32603", null));
    assertRow(failure, FailureKind.Span.UNSET, FailureKind.Issue.NONE, FailureKind.Health.NONE);
  }

  @Test
  void exceptionThatAFrameworkMadeACallersCodeOf_isTheHandlers() {
    McpFailure failure = FailureClassifier.madeOf(BOOM, -32602, "boom");

    assertThat(failure)
        .isEqualTo(new McpFailure(FailureKind.TOOL_EXCEPTION, "-32602", "-32602", "boom", BOOM));
  }

  @ParameterizedTest
  @ValueSource(ints = {-32603, -32000, -32042, 1})
  void protocolError_isAHandledIssue(int code) {
    McpFailure failure = FailureClassifier.rpcError(code, "odd", null, false);

    String text = Integer.toString(code);
    assertThat(failure).isEqualTo(new McpFailure(FailureKind.PROTOCOL, text, text, "odd", null));
    assertRow(
        failure,
        FailureKind.Span.ERROR,
        FailureKind.Issue.HANDLED_ERROR,
        FailureKind.Health.ERRORED);
  }

  @Test
  void codeChosenByTheApplication_isAProtocolErrorWithItsException() {
    assertThat(FailureClassifier.rpcError(-32001, "mine", BOOM, true).kind())
        .isEqualTo(FailureKind.PROTOCOL);
  }

  @Test
  void transportFailure_isAHandledIssue() {
    McpFailure failure = FailureClassifier.transport(BOOM);

    assertThat(failure)
        .isEqualTo(failure(FailureKind.TRANSPORT, "java.lang.IllegalStateException", null, BOOM));
    assertRow(
        failure,
        FailureKind.Span.ERROR,
        FailureKind.Issue.HANDLED_ERROR,
        FailureKind.Health.ERRORED);
  }

  @Test
  void timeout_isAWarning_evenAsACause() {
    Throwable wrapped = new CompletionException(new TimeoutException("late"));
    McpFailure failure = FailureClassifier.thrown(wrapped);

    assertThat(failure).isEqualTo(failure(FailureKind.TIMEOUT, "timeout", null, wrapped));
    assertRow(
        failure,
        FailureKind.Span.ERROR,
        FailureKind.Issue.HANDLED_WARNING,
        FailureKind.Health.ERRORED);
  }

  @Test
  void cancelled_isNoError() {
    McpFailure failure = FailureClassifier.thrown(new CancellationException());

    assertThat(failure).isEqualTo(FailureClassifier.cancelled());
    assertRow(failure, FailureKind.Span.UNSET, FailureKind.Issue.NONE, FailureKind.Health.NONE);
  }

  @Test
  void refusedCaller_isAnErrorWithoutIssue() {
    class AccessDeniedException extends RuntimeException {}
    McpFailure failure =
        FailureClassifier.rpcError(-32603, "denied", new AccessDeniedException(), false);

    assertThat(failure.kind()).isEqualTo(FailureKind.AUTH);
    assertRow(failure, FailureKind.Span.ERROR, FailureKind.Issue.NONE, FailureKind.Health.NONE);
  }

  @Test
  void exceptionWithoutACode_isNamedByItsClass() {
    assertThat(FailureClassifier.thrown(BOOM).errorType())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(FailureClassifier.thrown(new IllegalStateException() {}).errorType())
        .isEqualTo("_OTHER");
  }

  @Test
  void circularCauses_areSurvived() {
    Exception first = new Exception();
    Exception second = new Exception(first);
    first.initCause(second);

    assertThat(FailureClassifier.thrown(first).kind()).isEqualTo(FailureKind.TOOL_EXCEPTION);
  }

  @Test
  void everyRow_isFoundByItsAttributeValue() {
    for (FailureKind kind : FailureKind.values()) {
      assertThat(FailureKind.ofAttributeValue(kind.attributeValue())).isSameAs(kind);
    }
    assertThat(FailureKind.ofAttributeValue("no such row")).isNull();
    assertThat(FailureKind.ofAttributeValue(null)).isNull();
  }

  @Test
  void mechanismErrorType_followsTheMethodOfAnException() {
    assertThat(FailureKind.TOOL_EXCEPTION.mechanismErrorType("tools/call"))
        .isEqualTo("tool_execution");
    assertThat(FailureKind.TOOL_EXCEPTION.mechanismErrorType("prompts/get"))
        .isEqualTo("prompt_execution");
    assertThat(FailureKind.TOOL_EXCEPTION.mechanismErrorType("resources/read"))
        .isEqualTo("resource_execution");
    assertThat(FailureKind.TOOL_EXCEPTION.mechanismErrorType("ping"))
        .isEqualTo("handler_execution");
    assertThat(FailureKind.PROTOCOL.mechanismErrorType("tools/call")).isEqualTo("protocol");
  }

  private static McpFailure failure(
      FailureKind kind, String errorType, String statusCode, Throwable throwable) {
    return new McpFailure(kind, errorType, statusCode, null, throwable);
  }

  private static void assertRow(
      McpFailure failure,
      FailureKind.Span span,
      FailureKind.Issue issue,
      FailureKind.Health health) {
    assertThat(failure.kind().span()).isEqualTo(span);
    assertThat(failure.kind().issue()).isEqualTo(issue);
    assertThat(failure.kind().health()).isEqualTo(health);
  }

  @Test
  void timeoutThatWasAnswered_saysTheCode() {
    McpFailure failure = FailureClassifier.rpcError(-32603, null, new TimeoutException(), false);

    assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(failure.errorType()).isEqualTo("-32603");
  }

  @Test
  void cancellationInsideAHandlerThatAnswered_isItsException() {
    CancellationException own = new CancellationException();

    McpFailure answered = FailureClassifier.rpcError(-32603, null, own, false);
    assertThat(answered.kind()).isEqualTo(FailureKind.TOOL_EXCEPTION);
    assertThat(answered.errorType()).isEqualTo("-32603");
    assertThat(FailureClassifier.toolError(own).kind()).isEqualTo(FailureKind.TOOL_EXCEPTION);
    assertThat(FailureClassifier.thrown(own).kind()).isEqualTo(FailureKind.CANCELLED);
  }
}
