package dev.mcpsentry.sentry.internal.issue;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_REPORTED;

import dev.mcpsentry.telemetry.error.ThrowableIds;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.List;

/**
 * The exceptions that the application's own Sentry SDK reported to the same project, as log records
 * of ours say. Heard on the application's threads, before what became of the exception is told;
 * bounded.
 */
public final class ReportedElsewhere {

  private static final int CAPACITY = 256;

  private final long[] ids = new long[CAPACITY];
  private int next;

  /** Hears a log record of ours, on a thread of the application. */
  public void hear(LogRecordData data) {
    List<Long> reported = data.getAttributes().get(MCP_SENTRY_REPORTED);
    if (reported != null) {
      add(reported);
    }
  }

  private synchronized void add(List<Long> reported) {
    for (long id : reported) {
      ids[next] = id;
      next = (next + 1) % CAPACITY;
    }
  }

  /** Whether the throwable, one of its causes or what they caused was reported there. */
  synchronized boolean contains(Throwable throwable) {
    for (long id : ThrowableIds.of(throwable)) {
      for (long reported : ids) {
        if (reported == id) {
          return true;
        }
      }
    }
    return false;
  }
}
