package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;

import dev.mcpsentry.sentry.internal.bridge.Bridge;
import dev.mcpsentry.sentry.internal.bridge.Lease;
import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.bridge.Wakeup;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.http.HttpWatch;
import dev.mcpsentry.sentry.internal.sampling.UnsampledOperations;
import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Hears spans on the application's threads, notes which segment they belong to and hands the
 * finished ones on. Everything else happens on the bridge's own thread. Of the spans the user's
 * sampler did not sample, MCP operations that arrived are seen.
 */
final class SpanIntake implements SpanProcessor {

  private final OpenSpans open;
  private final HttpWatch http;
  private final SpanQueue queue;
  private final SpanWay way;
  private final Outbox outbox;
  private final Wakeup wakeup;
  private final Lease bridge;
  private final StderrLog log;
  private volatile boolean closed;

  SpanIntake(
      OpenSpans open,
      HttpWatch http,
      SpanQueue queue,
      SpanWay way,
      Outbox outbox,
      Wakeup wakeup,
      Lease bridge,
      StderrLog log) {
    this.open = open;
    this.http = http;
    this.queue = queue;
    this.way = way;
    this.outbox = outbox;
    this.wakeup = wakeup;
    this.bridge = bridge;
    this.log = log;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    if (closed || !isSeen(span)) {
      return;
    }
    try {
      if (isOperation(span)) {
        http.carried(parentContext, span);
      }
      open.start(span, Baggage.fromContext(parentContext));
      open.operations().started(span);
    } catch (Throwable problem) {
      log.stepAside("span start", problem);
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (wakeup.isOver() || !isSeen(span)) {
      return;
    }
    try {
      open.operations().ended(span);
      Segment segment = open.find(span.getSpanContext().getSpanId());
      if (segment == null && OpenSpans.startsSegment(span)) {
        segment = OpenSpans.alone(span);
      }
      if (segment == null || !queue.offer(FinishedSpan.of(span, segment))) {
        drop(span, segment);
      }
    } catch (Throwable problem) {
      log.stepAside("span end", problem);
    }
  }

  private static boolean isSeen(ReadableSpan span) {
    return span.getSpanContext().isSampled() || isOperation(span);
  }

  private static boolean isOperation(ReadableSpan span) {
    return UnsampledOperations.isOperation(span.getKind(), span.getAttribute(MCP_METHOD_NAME));
  }

  private void drop(ReadableSpan span, @Nullable Segment segment) {
    if (segment != null) {
      segment.forgetStart();
      open.forget(span.getSpanContext().getSpanId());
    }
    outbox.drop(DiscardReason.BUFFER_OVERFLOW, way.losses(OpenSpans.startsSegment(span)));
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return bridge.flush();
  }

  /** Takes up to the patience of {@link LastWords}, and then answers before all is sent. */
  @Override
  public CompletableResultCode shutdown() {
    long deadline = System.nanoTime() + Bridge.EXIT_BUDGET_NANOS;
    if (!closed) {
      LastWords.hear(open, log);
    }
    closed = true;
    return bridge.release(deadline);
  }
}
