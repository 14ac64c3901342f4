package dev.mcpsentry.telemetry.error;

import dev.mcpsentry.telemetry.error.FailureKind.Health;

/**
 * What a kind of failure does to issues and release health: as its row of the taxonomy says, or as
 * the user does.
 *
 * @param captured whether an issue is captured
 * @param level the issue's level, in Sentry's spelling
 * @param handled the {@code handled} of the issue's mechanism
 */
public record FailureEffect(boolean captured, String level, boolean handled) {

  static FailureEffect of(FailureKind kind) {
    FailureKind.Issue issue = kind.issue();
    return new FailureEffect(issue.captured(), issue.level(), issue.handled());
  }

  /**
   * What an operation that failed so counts as: an unhandled issue is a crash, and what is handled
   * is none.
   */
  public Health health(FailureKind kind) {
    if (captured && !handled) {
      return Health.CRASHED;
    }
    return handled && kind.health() == Health.CRASHED ? Health.ERRORED : kind.health();
  }
}
