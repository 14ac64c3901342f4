package dev.mcpsentry.sentry.internal.issue;

import dev.mcpsentry.sentry.internal.convention.RecordedException;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which exceptions that the application recorded on spans are issues. Belongs to the thread of
 * {@link Issues}.
 */
public final class RecordedIssues {

  private final Issues issues;
  private final Redaction redaction;
  private final StderrLog log;
  private final CodeOwners libraries = new CodeOwners(List.of());

  public RecordedIssues(Issues issues, Redaction redaction, StderrLog log) {
    this.issues = issues;
    this.redaction = redaction;
    this.log = log;
  }

  /**
   * Whether the last exception of a span is the one it failed with: the tracer's own doing, as is
   * the way of libraries and of whoever serves requests, and not told by the application.
   */
  public boolean recordsFailureItself(TypedSpan span) {
    return span.failed()
        && !span.isOperation()
        && (span.data().getKind() == SpanKind.SERVER
            || libraries.of(span.data().getInstrumentationScopeInfo().getName(), null)
                == CodeOwner.LIBRARY);
  }

  /**
   * Whether what was recorded in an operation is told, whatever the operation itself ended as: of a
   * caller's mistake, a cancellation and the like the row, or the user, says that they are no
   * issue.
   *
   * @param kind null when it did not fail
   */
  public boolean areTold(@Nullable FailureKind kind) {
    return kind == null || kind == FailureKind.TOOL_REPORTED || issues.captures(kind);
  }

  /** Whether it is a failure: neither the caller's doing nor what the user ignores. */
  public boolean isFailure(TypedSpan span, EventData event) {
    try {
      Issue issue = issue(span, event, null);
      return issue != null && !issues.isIgnored(issue);
    } catch (Throwable problem) {
      // the application's exceptions run code of theirs
      log.stepAside("recorded exceptions", problem);
      return false;
    }
  }

  /**
   * Captures an exception, unless it was captured before or is the caller's doing.
   *
   * @param root what began with the first span around; null when it is not known any more
   * @param user who asked, as Sentry may know him; null for nobody
   * @param claims what else is known of him
   */
  public void capture(
      TypedSpan span,
      EventData event,
      @Nullable TypedSpan root,
      @Nullable String user,
      Map<String, String> claims,
      SampleDecision decision) {
    Issue issue = issue(span, event, root);
    if (issue != null) {
      issues.recorded(issue, root, user, claims, decision);
    }
  }

  private @Nullable Issue issue(TypedSpan span, EventData event, @Nullable TypedSpan root) {
    Throwable throwable = RecordedException.of(event);
    return throwable == null || issues.isCallers(throwable)
        ? null
        : IssueMapper.recorded(
            span, event, throwable, root, root == null ? null : root.name(redaction));
  }
}
