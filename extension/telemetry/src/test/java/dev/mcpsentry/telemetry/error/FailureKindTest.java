package dev.mcpsentry.telemetry.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureKindTest {

  private static final Set<FailureKind> ROWS = new HashSet<>();

  @ParameterizedTest(name = "{arguments}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          KIND              | SPAN  | SENTRY STATUS  | ERROR.TYPE | ISSUE           | LEVEL   | HEALTH   | LOG   | TARGET          | MECHANISM      | SYNTHETIC TYPE
          TOOL_EXCEPTION    | ERROR | internal_error | THROWN     | UNHANDLED_ERROR | error   | CRASHED  | ERROR | REACHED         | tool_execution | McpError
          TOOL_REPORTED     | ERROR | internal_error | REPORTED   | NONE            |         | ERRORED  | WARN  | REACHED         | tool_execution | McpError
          CALLER_FAULT      | UNSET | ok             | UNSET      | NONE            |         | NONE     | WARN  | UNKNOWN         | validation     | McpError
          INVALID_ARGUMENTS | UNSET | ok             | UNSET      | NONE            |         | NONE     | WARN  | REACHED         | validation     | McpError
          PROBE             | UNSET | ok             | UNSET      | NONE            |         | NONE     | NONE  | UNKNOWN         | validation     | McpError
          PROTOCOL          | ERROR | internal_error | UNKNOWN    | HANDLED_ERROR   | error   | ERRORED  | ERROR | REACHED_IF_SENT | protocol       | McpError
          TRANSPORT         | ERROR | internal_error | THROWN     | HANDLED_ERROR   | error   | ERRORED  | ERROR | REACHED_IF_SENT | transport      | McpTransportError
          TIMEOUT           | ERROR | internal_error | TIMEOUT    | HANDLED_WARNING | warning | ERRORED  | ERROR | REACHED         | timeout        | McpTimeout
          CANCELLED         | UNSET | cancelled      | UNSET      | NONE            |         | NONE     | NONE  | REACHED_IF_SENT | cancelled      | McpError
          AUTH              | ERROR | internal_error | THROWN     | NONE            |         | NONE     | WARN  | REACHED         | auth           | McpError
          ABORTED           | ERROR | aborted        | ABORTED    | NONE            |         | ABNORMAL | ERROR | UNKNOWN         | aborted        | McpError
          """)
  void row_saysEverything(
      FailureKind kind,
      FailureKind.Span span,
      String sentryStatus,
      ErrorType errorType,
      FailureKind.Issue issue,
      String level,
      FailureKind.Health health,
      FailureKind.Log log,
      FailureKind.Name target,
      String mechanism,
      String syntheticType) {
    ROWS.add(kind);
    assertThat(kind.span()).isEqualTo(span);
    assertThat(kind.sentryStatus()).isEqualTo(sentryStatus);
    assertThat(kind.errorType()).isEqualTo(errorType);
    assertThat(kind.issue()).isEqualTo(issue);
    assertThat(kind.issue().captured()).isEqualTo(level != null);
    if (level != null) {
      assertThat(kind.issue().level()).isEqualTo(level);
    }
    assertThat(kind.health()).isEqualTo(health);
    assertThat(kind.log()).isEqualTo(log);
    assertThat(kind.target()).isEqualTo(target);
    assertThat(kind.mechanismErrorType("tools/call")).isEqualTo(mechanism);
    assertThat(kind.syntheticType()).isEqualTo(syntheticType);
  }

  @AfterAll
  static void table_hasEveryRow() {
    assertThat(ROWS).containsExactlyInAnyOrder(FailureKind.values());
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void spanAsTheRowSays_hasTheRowsWordInSentry(FailureKind kind) {
    assertThat(kind.sentryStatus(kind.isError())).isEqualTo(kind.sentryStatus());
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void errorOfTheApplicationsOwn_isAnErrorInSentry(FailureKind kind) {
    assertThat(kind.sentryStatus(true))
        .isEqualTo(kind == FailureKind.ABORTED ? "aborted" : "internal_error");
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void successOfTheApplicationsOwn_isNoErrorInSentry(FailureKind kind) {
    assertThat(kind.sentryStatus(false)).isNotEqualTo("internal_error");
  }

  @Test
  void errorType_isWhatWasAnsweredFirst() {
    Throwable thrown = new IllegalStateException();
    assertThat(ErrorType.TIMEOUT.of("-32603", thrown)).isEqualTo("-32603");
    assertThat(ErrorType.TIMEOUT.of(null, thrown)).isEqualTo("timeout");
    assertThat(ErrorType.THROWN.of(null, thrown)).isEqualTo("java.lang.IllegalStateException");
    assertThat(ErrorType.UNSET.of("-32603", thrown)).isNull();
  }

  @Test
  void classWithoutAName_isOther() {
    assertThat(ErrorType.THROWN.of(null, new RuntimeException() {})).isEqualTo("_OTHER");
    assertThat(ErrorType.THROWN.of(null, null)).isEqualTo("_OTHER");
  }
}
