package dev.mcpsentry.sentry;

import dev.mcpsentry.sentry.internal.health.ClosedSessions;
import dev.mcpsentry.sentry.internal.issue.ReportedElsewhere;
import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;

/** Hears, among all log records, those by which instrumentation tells the bridge something. */
final class OwnRecords implements LogRecordProcessor {

  private static final String OURS = "dev.mcpsentry.";

  private final ClosedSessions closed;
  private final ReportedElsewhere reported;
  private final StderrLog log;

  OwnRecords(ClosedSessions closed, ReportedElsewhere reported, StderrLog log) {
    this.closed = closed;
    this.reported = reported;
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
    } catch (Throwable problem) {
      log.stepAside("log records of our own", problem);
    }
  }
}
