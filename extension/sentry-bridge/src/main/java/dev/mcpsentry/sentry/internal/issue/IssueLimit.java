package dev.mcpsentry.sentry.internal.issue;

import dev.mcpsentry.telemetry.error.Causes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Holds back issues that are like those that were sent just before: the same fingerprint, or the
 * same exception from the same place. Bounded; belongs to one thread and knows time, in {@link
 * System#nanoTime}, only from its callers.
 */
final class IssueLimit {

  static final int CAPACITY = 500;

  /** What {@link #admit} answers for an issue that is held back. */
  static final long HELD_BACK = -1;

  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int MAX_KEY_CHARS = 1_000;
  private static final int MAX_PART_CHARS = 200;

  /** What happened to issues of one kind. */
  private static final class Minute {
    private long since;
    private int sent;
    private long heldBack;

    Minute(long since) {
      this.since = since;
    }
  }

  private final int perMinute;
  private final Map<String, Minute> minutes = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param perMinute how many may go in a minute; 0 for any number
   */
  IssueLimit(int perMinute) {
    this.perMinute = perMinute;
  }

  /** How many like it were held back since the last that went, or {@link #HELD_BACK}. */
  long admit(Issue issue, long now) {
    if (perMinute == 0) {
      return 0;
    }
    Minute minute = minutes.computeIfAbsent(key(issue), key -> new Minute(now));
    if (minutes.size() > CAPACITY) {
      minutes.remove(minutes.keySet().iterator().next());
    }
    if (now - minute.since >= MINUTE_NANOS) {
      minute.since = now;
      minute.sent = 0;
    }
    if (minute.sent >= perMinute) {
      minute.heldBack++;
      return HELD_BACK;
    }
    minute.sent++;
    long before = minute.heldBack;
    minute.heldBack = 0;
    return before;
  }

  int size() {
    return minutes.size();
  }

  private static String key(Issue issue) {
    StringBuilder key = new StringBuilder();
    List<String> fingerprint = issue.fingerprint();
    fingerprint.forEach(part -> append(key, part));
    Throwable throwable = issue.throwable();
    if (throwable == null) {
      append(key, issue.syntheticType());
    } else if (fingerprint.isEmpty() || fingerprint.contains(Fingerprints.DEFAULT)) {
      List<Throwable> chain = Causes.of(throwable);
      place(key, throwable);
      place(key, chain.get(chain.size() - 1));
    }
    return key.substring(0, Math.min(key.length(), MAX_KEY_CHARS));
  }

  private static void place(StringBuilder key, Throwable throwable) {
    append(key, throwable.getClass().getName());
    StackTraceElement[] frames = throwable.getStackTrace();
    if (frames.length > 0) {
      append(key, frames[0].toString());
    }
  }

  private static void append(StringBuilder key, String part) {
    key.append(part, 0, Math.min(part.length(), MAX_PART_CHARS)).append('\n');
  }
}
