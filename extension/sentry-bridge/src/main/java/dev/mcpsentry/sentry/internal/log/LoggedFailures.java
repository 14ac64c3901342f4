package dev.mcpsentry.sentry.internal.log;

import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.issue.Issues;
import dev.mcpsentry.sentry.internal.issue.LoggedMessage;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import dev.mcpsentry.sentry.internal.span.OpenSpans;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Errors that were logged, on their way to issues. Whoever logs an exception often passes it on,
 * and so it waits until the operation around has ended and had its say; what nobody else reports
 * becomes an issue then. Belongs to the bridge's thread.
 */
final class LoggedFailures {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int CAPACITY = 100;

  private record Waiting(LoggedRecord record, long since) {}

  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final OpenSpans open;
  private final Issues issues;
  private final LoggedRules rules;
  private final Sampling sampling;
  private final String traceId;
  private final Identity identity;
  private final Outbox outbox;

  /**
   * @param traceId the trace of what was logged outside of any
   */
  LoggedFailures(
      OpenSpans open,
      Issues issues,
      LoggedRules rules,
      Sampling sampling,
      String traceId,
      Identity identity,
      Outbox outbox) {
    this.rules = rules;
    this.open = open;
    this.issues = issues;
    this.sampling = sampling;
    this.traceId = traceId;
    this.identity = identity;
    this.outbox = outbox;
  }

  void add(LoggedRecord record, long now) {
    if (waiting.size() >= CAPACITY) {
      outbox.drop(DiscardReason.BUFFER_OVERFLOW, Losses.of(DataCategory.ERROR, 1));
      return;
    }
    waiting.add(new Waiting(record, now));
  }

  void tick(long now) {
    if (waiting.isEmpty()) {
      return;
    }
    // reporting looks at what else was logged, and so may add to those that wait
    List<LoggedRecord> due = new ArrayList<>();
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting next = all.next();
      OpenSpans.Place operation = next.record().operation();
      boolean ended = operation != null && !open.isOpen(operation);
      if (ended || now - next.since() >= PATIENCE_NANOS) {
        all.remove();
        due.add(next.record());
      }
    }
    due.forEach(this::report);
  }

  void flush() {
    for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
      report(next.record());
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  private void report(LoggedRecord record) {
    SpanContext span = record.data().getSpanContext();
    Attributes attributes = record.data().getAttributes();
    String type = attributes.get(LoggedThrowables.TYPE);
    String message = attributes.get(LoggedThrowables.MESSAGE);
    OpenSpans.Place operation = record.operation();
    issues.logged(
        new LoggedMessage(
            record.data().getInstrumentationScopeInfo().getName(),
            attributes.get(LogWriter.TEMPLATE),
            record.text(),
            record.severityNumber(),
            record.epochNanos()),
        record.throwable(),
        type == null || record.throwable() != null ? "" : type,
        message == null ? "" : message,
        span.isValid() ? span.getSpanId() : IdGenerator.random().generateSpanId(),
        sampling.decide(span.isValid() ? span.getTraceId() : traceId),
        operation == null ? null : operation.name(),
        record.user(identity),
        rules.of(attributes));
  }
}
