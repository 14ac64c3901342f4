package dev.mcpsentry.sentry.internal.health;

import dev.mcpsentry.telemetry.error.FailureKind.Health;
import org.jspecify.annotations.Nullable;

/** One MCP session, as far as it is known. */
final class OpenSession {

  /** Sentry's words for where a session stands. */
  enum Status {
    OK("ok"),
    EXITED("exited"),
    CRASHED("crashed"),
    ABNORMAL("abnormal");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  private final String sid;
  private final long startEpochNanos;
  private @Nullable String user;
  private long lastEpochNanos;
  private long seenNanos;
  private int errors;
  private Health worst = Health.NONE;
  private boolean orphaned;
  private boolean told;
  private boolean toTell = true;

  OpenSession(String sid, long startEpochNanos) {
    this.sid = sid;
    this.startEpochNanos = startEpochNanos;
    this.lastEpochNanos = startEpochNanos;
  }

  String sid() {
    return sid;
  }

  long startEpochNanos() {
    return startEpochNanos;
  }

  /** When it was last heard of; never before its start, whatever clocks do. */
  long lastEpochNanos() {
    return lastEpochNanos;
  }

  long seenNanos() {
    return seenNanos;
  }

  int errors() {
    return errors;
  }

  void operation(long endEpochNanos, Health health, long now) {
    seenNanos = now;
    until(endEpochNanos);
    orphaned = false;
    if (health == Health.ERRORED || health == Health.CRASHED) {
      toTell |= errors == 0;
      errors++;
    }
    if (health.compareTo(worst) > 0) {
      worst = health;
    }
  }

  /** Whose it is, unless Sentry was told of it before: it takes no other word later. */
  void usedBy(@Nullable String known) {
    if (user == null && !told) {
      user = known;
    }
  }

  /** Whose it is, as Sentry may know him; null when nobody tells. */
  @Nullable String user() {
    return user;
  }

  void until(long epochNanos) {
    lastEpochNanos = Math.max(lastEpochNanos, epochNanos);
  }

  /** An exception that nobody caught: what follows shows whether the process outlives it. */
  void orphan() {
    orphaned = true;
  }

  /** Whether Sentry has something to learn of it while it goes on. */
  boolean isToTell() {
    return toTell;
  }

  /** Whether this is the first that Sentry hears of it; asked once for each time it is told. */
  boolean tellFirst() {
    boolean first = !told;
    told = true;
    toTell = false;
    return first;
  }

  /** How it ended. */
  Status end() {
    return switch (worst) {
      case CRASHED -> Status.CRASHED;
      case ABNORMAL -> Status.ABNORMAL;
      default -> Status.EXITED;
    };
  }

  /** How it ended with its process. */
  Status endWithProcess() {
    return orphaned && end() == Status.EXITED ? Status.ABNORMAL : end();
  }
}
