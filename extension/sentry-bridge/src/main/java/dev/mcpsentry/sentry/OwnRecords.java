package dev.mcpsentry.sentry;

import dev.mcpsentry.sentry.internal.health.ClosedSessions;
import dev.mcpsentry.sentry.internal.issue.ReportedElsewhere;
import dev.mcpsentry.sentry.internal.metric.EventCounters;
import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;

/**
 * Hears, among all log records, those by which instrumentation tells the bridge something, and the
 * events that are counted, whoever says them.
 */
final class OwnRecords implements LogRecordProcessor {

  private static final String OURS = "dev.mcpsentry.";

  private final ClosedSessions closed;
  private final ReportedElsewhere reported;
  private final EventCounters events;
  private final StderrLog log;

  OwnRecords(
      ClosedSessions closed, ReportedElsewhere reported, EventCounters events, StderrLog log) {
    this.closed = closed;
    this.reported = reported;
    this.events = events;
    this.log = log;
  }

  @Override
  public void onEmit(Context context, ReadWriteLogRecord emitted) {
    try {
      LogRecordData data = emitted.toLogRecordData();
      if (data.getInstrumentationScopeInfo().getName().startsWith(OURS)) {
        closed.hear(data);
        reported.hear(data);
      }
      events.hear(data);
    } catch (Throwable problem) {
      log.stepAside("log records of our own", problem);
    }
  }
}
