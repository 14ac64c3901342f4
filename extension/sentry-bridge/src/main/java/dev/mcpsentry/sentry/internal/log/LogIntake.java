package dev.mcpsentry.sentry.internal.log;

import dev.mcpsentry.sentry.internal.bridge.Bridge;
import dev.mcpsentry.sentry.internal.bridge.Lease;
import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.bridge.Wakeup;
import dev.mcpsentry.sentry.internal.convention.CountedEvents;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.options.Globs;
import dev.mcpsentry.sentry.internal.options.LogOptions;
import dev.mcpsentry.sentry.internal.span.OpenSpans;
import dev.mcpsentry.sentry.internal.transport.BridgeThread;
import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;

/**
 * Hears log records on the application's threads, and hands on what is severe enough. Nothing that
 * our own threads log comes back. What finds no room costs the application a look at the queue.
 */
final class LogIntake implements LogRecordProcessor {

  // of a record that nobody looked at
  private static final int TYPICAL_BYTES = 500;

  private final LogOptions options;
  private final Globs ignored;
  private final LogQueue queue;
  private final OpenSpans open;
  private final Outbox outbox;
  private final Wakeup wakeup;
  private final Lease bridge;
  private final StderrLog log;
  private volatile boolean closed;

  /**
   * @param ignored loggers that are not listened to
   */
  LogIntake(
      LogOptions options,
      Globs ignored,
      LogQueue queue,
      OpenSpans open,
      Outbox outbox,
      Wakeup wakeup,
      Lease bridge,
      StderrLog log) {
    this.options = options;
    this.ignored = ignored;
    this.queue = queue;
    this.open = open;
    this.outbox = outbox;
    this.wakeup = wakeup;
    this.bridge = bridge;
    this.log = log;
  }

  @Override
  public void onEmit(Context context, ReadWriteLogRecord emitted) {
    Throwable throwable = LoggedThrowables.take();
    if (closed || wakeup.isOver()) {
      return;
    }
    try {
      if (!isHeard(severity(emitted)) || BridgeThread.is(Thread.currentThread())) {
        return;
      }
      LogRecordData data = emitted.toLogRecordData();
      if (CountedEvents.metric(data) != null || !ignored.isEmpty() && isIgnored(data)) {
        return;
      }
      if (queue.isFull()) {
        drop(DiscardReason.BUFFER_OVERFLOW, TYPICAL_BYTES);
        return;
      }
      LoggedRecord record =
          LoggedRecord.of(
              data,
              LoggedThrowables.isOf(throwable, data) ? throwable : null,
              open.place(data.getSpanContext().getSpanId()));
      if (!queue.offer(record)) {
        drop(DiscardReason.BUFFER_OVERFLOW, record.bytes());
      }
    } catch (Throwable problem) {
      log.stepAside("log records", problem);
    }
  }

  // asking the record itself came with SDK 1.46
  private static Severity severity(ReadWriteLogRecord record) {
    try {
      return record.getSeverity();
    } catch (NoSuchMethodError olderSdk) {
      return record.toLogRecordData().getSeverity();
    }
  }

  private boolean isHeard(Severity severity) {
    int number = severity.getSeverityNumber();
    return options.enabled() && options.level().isReachedBy(number)
        || options.eventLevel().isReachedBy(number);
  }

  private boolean isIgnored(LogRecordData data) {
    if (!ignored.match(data.getInstrumentationScopeInfo().getName())) {
      return false;
    }
    if (options.enabled() && options.level().isReachedBy(data.getSeverity().getSeverityNumber())) {
      drop(DiscardReason.IGNORED, LoggedRecord.of(data, null, null).bytes());
    }
    return true;
  }

  private void drop(DiscardReason reason, long bytes) {
    outbox.drop(reason, Losses.of(DataCategory.LOG_ITEM, 1, DataCategory.LOG_BYTE, bytes));
  }

  @Override
  public CompletableResultCode forceFlush() {
    return bridge.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    closed = true;
    return bridge.release(System.nanoTime() + Bridge.EXIT_BUDGET_NANOS);
  }
}
