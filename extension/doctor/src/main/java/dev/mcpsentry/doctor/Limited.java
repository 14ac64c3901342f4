package dev.mcpsentry.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A check that talks to somebody who may never come to an end.
 *
 * @param check the check
 * @param limit how long it may take as a whole
 */
record Limited(Check check, Duration limit) implements Check {

  // a check connects twice at most, and waits a few times on each
  private static final int WAITS = 6;

  /** One whose single waits have this timeout. */
  static Check of(Check check, Duration timeout) {
    return new Limited(check, limit(timeout));
  }

  /** How long something may take as a whole whose single waits have this timeout. */
  static Duration limit(Duration timeout) {
    return timeout.multipliedBy(WAITS).plusSeconds(1);
  }

  @Override
  public String name() {
    return check.name();
  }

  @Override
  public List<Finding> findings() throws Exception {
    try {
      return Bounded.call(limit, check::findings);
    } catch (IOException tooLong) {
      return List.of(
          Finding.fail(
              name(),
              Problems.words(tooLong),
              "what answers there goes on and on: look at what stands between"));
    }
  }
}
