package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.telemetry.StderrLog;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/**
 * Tells people what was dropped: one line for each minute in which something was, as client reports
 * tell Sentry. What is left out on purpose, by a sample rate or a list, is no news.
 */
@SuppressWarnings("EnumOrdinal") // the order of client reports
final class DropLog {

  private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final DiscardReason[] REASONS = DiscardReason.values();
  private static final DataCategory[] CATEGORIES = DataCategory.values();

  private final StderrLog log;
  private final long[] untold = new long[REASONS.length * CATEGORIES.length];
  private long lastLine;
  private boolean told;

  DropLog(StderrLog log) {
    this.log = log;
  }

  /** Takes note of the numbers of a client report; of negative ones when it is to come again. */
  synchronized void add(long[] reported, int sign) {
    for (int i = 0; i < untold.length; i++) {
      untold[i] += sign * reported[i];
    }
  }

  /**
   * Says the line when there is one to say and the last is a minute old.
   *
   * @param now {@link System#nanoTime}
   */
  void tell(long now) {
    String line;
    synchronized (this) {
      line = told && now - lastLine < INTERVAL_NANOS ? "" : line();
      if (line.isEmpty()) {
        return;
      }
      told = true;
      lastLine = now;
    }
    log.line("dropped in the last minute: " + line);
  }

  /** Says what was not said yet; at the end. */
  void tellRest() {
    String line;
    synchronized (this) {
      line = line();
    }
    if (!line.isEmpty()) {
      log.line("dropped before the end: " + line);
    }
  }

  private String line() {
    StringJoiner line = new StringJoiner("; ");
    for (DiscardReason reason : REASONS) {
      StringJoiner counts = new StringJoiner(", ", reason.wireName() + " ", "").setEmptyValue("");
      for (DataCategory category : CATEGORIES) {
        int i = reason.ordinal() * CATEGORIES.length + category.ordinal();
        if (untold[i] > 0 && !reason.isIntended()) {
          counts.add(untold[i] + " " + category.wireName());
        }
        untold[i] = Math.min(untold[i], 0);
      }
      if (counts.length() > 0) {
        line.add(counts.toString());
      }
    }
    return line.toString();
  }
}
