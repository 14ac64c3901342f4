package dev.mcpsentry.sentry.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.error.FailureKind.Health;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenSessionsTest {

  private static final long START = 1_795_232_700_000_000_000L;

  private final List<String> told = new ArrayList<>();
  private final List<String> sids = new ArrayList<>();
  private final List<@Nullable String> users = new ArrayList<>();
  private final OpenSessions sessions =
      new OpenSessions(
          (session, status) -> {
            told.add(status.word());
            sids.add(session.sid());
            users.add(session.user());
            session.tellFirst();
          });

  @Test
  void whereThereIsNoRoom_theLongestSilentEnds() {
    for (int i = 0; i < OpenSessions.MOST; i++) {
      sessions.operation("s" + i, null, START + i, START + i, Health.NONE, i);
    }
    sessions.operation("s0", null, START, START, Health.ERRORED, 5_000);
    sessions.operation("new", null, START, START, Health.NONE, 5_001);
    assertThat(told).containsExactly("exited");
    sessions.close("s1", START);
    assertThat(told).hasSize(1);
    sessions.close("s0", START);
    assertThat(told).hasSize(2);
  }

  @Test
  void silence_endsASession() {
    sessions.operation("quiet", null, START, START, Health.NONE, 0);
    sessions.operation("busy", null, START, START, Health.NONE, 1);
    sessions.expire(OpenSessions.SILENCE_NANOS);
    assertThat(told).containsExactly("exited");
  }

  @Test
  void uncaughtException_makesThoseAbnormalThatEndWithTheProcess() {
    sessions.operation("gone", null, START, START, Health.NONE, 0);
    sessions.operation("alive", null, START, START, Health.NONE, 0);
    sessions.crash();
    sessions.operation("alive", null, START, START, Health.NONE, 1);
    sessions.end();
    assertThat(told).containsExactly("abnormal", "exited");
  }

  @Test
  void sessionThatGoesOn_isToldOfOnceAndWithItsFirstError() {
    sessions.operation("s", null, START, START, Health.NONE, 0);
    sessions.tell();
    sessions.tell();
    assertThat(told).hasSize(1);
    sessions.operation("s", null, START, START, Health.ERRORED, 0);
    sessions.tell();
    sessions.operation("s", null, START, START, Health.ERRORED, 0);
    sessions.tell();
    assertThat(told).hasSize(2);
    assertThat(sids.get(0)).isEqualTo(sids.get(1));
  }

  @Test
  void sessionThatComesBack_isAnother() {
    sessions.operation("s", null, START, START, Health.NONE, 0);
    sessions.close("s", START + 10);
    sessions.operation("s", null, START + 5, START + 20, Health.ABNORMAL, 0);
    sessions.operation("s", null, START + 11, START + 20, Health.NONE, 0);
    sessions.end();
    assertThat(told).containsExactly("exited", "exited");
    assertThat(sids.get(0)).isNotEqualTo(sids.get(1));
  }

  @Test
  void user_isTheFirstThatIsKnownBeforeSentryIsTold_andThenForGood() {
    sessions.operation("s", null, START, START, Health.NONE, 0);
    sessions.operation("s", "ada", START, START, Health.NONE, 0);
    sessions.operation("s", "bob", START, START, Health.NONE, 0);
    sessions.operation("late", null, START, START, Health.NONE, 0);
    sessions.tell();
    sessions.operation("late", "eve", START, START, Health.NONE, 0);
    sessions.end();
    assertThat(users).containsExactly("ada", null, "ada", null);
  }
}
