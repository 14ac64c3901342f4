package dev.mcpsentry.sentry.internal.issue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sentry.SentryLevel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IssueLimitTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final IssueLimit limit = new IssueLimit(2);

  @Test
  void moreThanSoManyAMinute_areHeldBackAndTheNextSaysHowMany() {
    assertThat(limit.admit(thrownHere(), 0)).isZero();
    assertThat(limit.admit(thrownHere(), SECOND)).isZero();
    for (int i = 0; i < 5; i++) {
      assertThat(limit.admit(thrownHere(), 2 * SECOND)).isEqualTo(IssueLimit.HELD_BACK);
    }
    assertThat(limit.admit(thrownHere(), 59 * SECOND)).isEqualTo(IssueLimit.HELD_BACK);
    assertThat(limit.admit(thrownHere(), 60 * SECOND)).isEqualTo(6);
    assertThat(limit.admit(thrownHere(), 61 * SECOND)).isZero();
    assertThat(limit.admit(thrownHere(), 62 * SECOND)).isEqualTo(IssueLimit.HELD_BACK);
  }

  @Test
  void otherPlaceOrTypeOrCause_isNotHeldBack() {
    assertThat(exhausted(thrownHere())).isEqualTo(IssueLimit.HELD_BACK);
    assertThat(limit.admit(issue(new IllegalStateException("boom"), List.of()), 0)).isZero();
    assertThat(limit.admit(issue(thrown(new RuntimeException("x")), List.of()), 0)).isZero();
    assertThat(
            limit.admit(
                issue(thrown(new IllegalStateException("boom", new Error())), List.of()), 0))
        .isZero();
  }

  @Test
  void otherMessage_isHeldBackAllTheSame() {
    assertThat(exhausted(thrownHere())).isEqualTo(IssueLimit.HELD_BACK);
    assertThat(limit.admit(issue(thrown(new IllegalStateException("other")), List.of()), 0))
        .isEqualTo(IssueLimit.HELD_BACK);
  }

  @Test
  void fingerprint_decidesUnlessItAsksForTheRest() {
    assertThat(exhausted(issue(new Error("a"), List.of("busy")))).isEqualTo(IssueLimit.HELD_BACK);
    assertThat(limit.admit(issue(new RuntimeException("b"), List.of("busy")), 0))
        .isEqualTo(IssueLimit.HELD_BACK);
    List<String> finer = List.of("busy", Fingerprints.DEFAULT);
    assertThat(limit.admit(issue(new Error("c"), finer), 0)).isZero();
    assertThat(limit.admit(issue(new RuntimeException("d"), finer), 0)).isZero();
  }

  @Test
  void zero_isNoLimit() {
    IssueLimit none = new IssueLimit(0);
    for (int i = 0; i < 100; i++) {
      assertThat(none.admit(thrownHere(), 0)).isZero();
    }
  }

  @Test
  void manyKinds_areForgottenFromTheOldest() {
    for (int i = 0; i < 10 * IssueLimit.CAPACITY; i++) {
      limit.admit(issue(null, List.of("kind " + i + "x".repeat(10_000))), 0);
    }
    assertThat(limit.size()).isEqualTo(IssueLimit.CAPACITY);
  }

  @Test
  void circularCausesAndMissingFrames_areSurvived() {
    RuntimeException first = new RuntimeException("first");
    first.initCause(new RuntimeException("second", first));
    first.setStackTrace(new StackTraceElement[0]);
    assertThat(exhausted(issue(first, List.of()))).isEqualTo(IssueLimit.HELD_BACK);
  }

  private long exhausted(Issue issue) {
    limit.admit(issue, 0);
    limit.admit(issue, 0);
    return limit.admit(issue, 0);
  }

  private static Issue thrownHere() {
    return issue(thrown(new IllegalStateException("boom")), List.of());
  }

  private static Throwable thrown(Throwable throwable) {
    StackTraceElement[] frames = {new StackTraceElement("com.acme.Shop", "find", "Shop.java", 7)};
    throwable.setStackTrace(frames);
    if (throwable.getCause() != null) {
      throwable.getCause().setStackTrace(frames);
    }
    return throwable;
  }

  private static Issue issue(@Nullable Throwable throwable, List<String> fingerprint) {
    return new Issue(
        throwable,
        "McpError",
        "",
        0,
        SentryLevel.ERROR,
        true,
        "test",
        Map.of(),
        null,
        Map.of(),
        Map.of(),
        fingerprint,
        null);
  }
}
