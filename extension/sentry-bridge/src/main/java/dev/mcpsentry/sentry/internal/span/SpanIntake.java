package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;

import dev.mcpsentry.sentry.internal.bridge.BridgeWorker;
import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.issue.Crash;
import dev.mcpsentry.sentry.internal.issue.Crashes;
import dev.mcpsentry.sentry.internal.issue.UncaughtExceptions;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.sampling.UnsampledOperations;
import dev.mcpsentry.sentry.internal.transport.Sender;
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
public final class SpanIntake implements SpanProcessor {

  private static final int OPEN_SPANS = 20_000;
  private static final int QUEUED_SPANS = 8_192;
  private static final long QUEUED_BYTES = 8L << 20;

  private final OpenSpans open;
  private final SpanQueue queue = new SpanQueue(QUEUED_SPANS, QUEUED_BYTES);
  private final Crashes crashes = new Crashes();
  private final ClientReports reports;
  private final StderrLog log;
  private final BridgeWorker worker;
  private final UncaughtExceptions uncaught;
  private volatile boolean closed;

  private SpanIntake(BridgeOptions options, StderrLog log) {
    this.log = log;
    this.open = new OpenSpans(OPEN_SPANS, options.dsn().organization());
    this.reports = new ClientReports();
    Sender sender = new Sender(options, reports, log);
    SpanPipeline pipeline =
        new SpanPipeline(
            options, open, crashes, AssemblerLimits.DEFAULT, reports, sender::submit, log);
    this.worker = new BridgeWorker(queue, pipeline, sender, log);
    this.uncaught = UncaughtExceptions.hear(this::crashed);
  }

  /** Starts the bridge's thread. */
  public static SpanIntake start(BridgeOptions options, StderrLog log) {
    SpanIntake intake = new SpanIntake(options, log);
    intake.worker.start();
    return intake;
  }

  private void crashed(Crash crash) {
    if (worker.isOver() || !crashes.offer(crash)) {
      reports.count(DiscardReason.QUEUE_OVERFLOW, DataCategory.ERROR, 1);
    } else {
      queue.wake();
    }
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    if (closed || !isSeen(span)) {
      return;
    }
    try {
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
    if (worker.isOver() || !isSeen(span)) {
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
    return span.getSpanContext().isSampled()
        || UnsampledOperations.isOperation(span.getKind(), span.getAttribute(MCP_METHOD_NAME));
  }

  private void drop(ReadableSpan span, @Nullable Segment segment) {
    if (segment != null) {
      segment.forgetStart();
      open.forget(span.getSpanContext().getSpanId());
    }
    reports.count(DiscardReason.BUFFER_OVERFLOW, DataCategory.SPAN, 1);
    if (OpenSpans.startsSegment(span)) {
      reports.count(DiscardReason.BUFFER_OVERFLOW, DataCategory.TRANSACTION, 1);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return worker.flush();
  }

  /** Takes up to the patience of {@link LastWords}, and then answers before all is sent. */
  @Override
  public CompletableResultCode shutdown() {
    long deadline = System.nanoTime() + BridgeWorker.EXIT_BUDGET_NANOS;
    if (!closed) {
      LastWords.hear(open, log);
      uncaught.leave();
    }
    closed = true;
    return worker.shutdown(deadline);
  }
}
