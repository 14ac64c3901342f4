package dev.mcpsentry.sentry.internal.issue;

import dev.mcpsentry.sentry.internal.breadcrumb.Breadcrumbs;
import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.convention.Crumb;
import dev.mcpsentry.sentry.internal.convention.RecordedException;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.error.ClientGone;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Captures the issues of finished spans, each throwable once. Belongs to one thread. */
public final class Issues {

  private final BridgeOptions options;
  private final Redaction redaction;
  private final About about;
  private final Outbox outbox;
  private final StderrLog log;
  private final Breadcrumbs breadcrumbs;
  private final ReportedElsewhere reported;
  private final CodeOwners libraries = new CodeOwners(List.of());
  private final SeenThrowables seen = new SeenThrowables();
  private final JsonBytes json = new JsonBytes();
  private @Nullable IssueWriter writer;

  public Issues(
      BridgeOptions options,
      Redaction redaction,
      About about,
      Breadcrumbs breadcrumbs,
      ReportedElsewhere reported,
      Outbox outbox,
      StderrLog log) {
    this.options = options;
    this.redaction = redaction;
    this.about = about;
    this.breadcrumbs = breadcrumbs;
    this.reported = reported;
    this.outbox = outbox;
    this.log = log;
  }

  /** Captures the failure of an MCP operation, if there is one and its kind asks for it. */
  public void operation(TypedSpan span, SampleDecision decision) {
    FailureKind kind = span.failure();
    if (kind != null && kind.issue().captured()) {
      capture(IssueMapper.operation(span, kind), span.session(), decision);
    }
  }

  /**
   * Captures the exception that escaped a server's handler, if the span recorded one and it is not
   * the caller's doing.
   */
  public void escaped(TypedSpan span, SampleDecision decision) {
    if (span.failed()) {
      Throwable throwable = RecordedException.of(span.data());
      if (throwable != null && !isCallers(throwable)) {
        capture(IssueMapper.escaped(span, span.name(redaction), throwable), decision);
      }
    }
  }

  /**
   * Whether the last exception of a span is the one it failed with: the tracer's own doing, as is
   * the way of libraries and of whoever serves requests, and not told by the application.
   */
  public boolean recordsFailuresItself(TypedSpan span) {
    return span.failed()
        && !span.isOperation()
        && (span.data().getKind() == SpanKind.SERVER
            || libraries.of(span.data().getInstrumentationScopeInfo().getName(), null)
                == CodeOwner.LIBRARY);
  }

  /**
   * Captures an exception that the application recorded on a span, unless it was captured before or
   * is the caller's doing.
   *
   * @param root what began with the first span around; null when it is not known any more
   */
  public void recorded(
      TypedSpan span, EventData event, @Nullable TypedSpan root, SampleDecision decision) {
    Throwable throwable = RecordedException.of(event);
    if (throwable == null || isCallers(throwable)) {
      return;
    }
    capture(
        IssueMapper.recorded(
            span, event, throwable, root, root == null ? null : root.name(redaction)),
        root == null ? null : root.session(),
        decision);
  }

  // whoever left, or sent what nobody can read
  private boolean isCallers(Throwable throwable) {
    try {
      return ClientGone.isCauseOfEscaped(throwable) || UnreadableMessage.isCauseOf(throwable);
    } catch (Throwable problem) {
      log.stepAside("escaped exceptions", problem);
      return false;
    }
  }

  /** Captures an exception that nobody caught; false when it was captured before. */
  public boolean crash(Crash crash, SampleDecision decision) {
    return capture(IssueMapper.crash(crash), decision);
  }

  /** Captures why a program could not start; false when it was captured before. */
  public boolean failedStart(TypedSpan span, SampleDecision decision) {
    Throwable throwable = RecordedException.of(span.data());
    return throwable != null && capture(IssueMapper.failedStart(span, throwable), decision);
  }

  /**
   * Captures what the application logged, unless its exception was captured before or is the
   * caller's doing.
   *
   * @param type the exception's class where it is all that is known of it; else empty
   * @param message the same for its message
   * @param transaction what it happened in, or null
   */
  public void logged(
      LoggedMessage logged,
      @Nullable Throwable throwable,
      String type,
      String message,
      String spanId,
      SampleDecision decision,
      @Nullable String transaction) {
    if (throwable != null && isCallers(throwable)) {
      return;
    }
    capture(
        IssueMapper.logged(
            logged, throwable, type, message, decision.traceId(), spanId, transaction),
        decision);
  }

  private boolean capture(Issue issue, SampleDecision decision) {
    return capture(issue, null, decision);
  }

  private boolean capture(Issue issue, @Nullable String session, SampleDecision decision) {
    try {
      Throwable throwable = issue.throwable();
      if (throwable != null && !seen.isNew(throwable)) {
        return false;
      }
      if (throwable != null && reported.contains(throwable)) {
        return true;
      }
      IssueWriter to = writer;
      if (to == null) {
        to = new IssueWriter(options, about, redaction, log);
        writer = to;
      }
      String eventId = outbox.newEventId();
      to.write(eventId, issue, before(issue, session), json);
      outbox.put(Item.event(eventId, decision.header(issue.transaction()), json));
    } catch (Throwable problem) {
      // the application's exceptions run code of theirs, and may throw anything
      outbox.drop(DiscardReason.INTERNAL_SDK_ERROR, Losses.of(DataCategory.ERROR, 1));
      log.stepAside("issues", problem);
    }
    return true;
  }

  private List<Crumb> before(Issue issue, @Nullable String session) {
    return issue.trace().get("trace_id") instanceof String traceId
        // what was logged does not lead to itself
        ? breadcrumbs.before(
            traceId, session, issue.epochNanos() - (issue.logged() == null ? 0 : 1))
        : List.of();
  }
}
