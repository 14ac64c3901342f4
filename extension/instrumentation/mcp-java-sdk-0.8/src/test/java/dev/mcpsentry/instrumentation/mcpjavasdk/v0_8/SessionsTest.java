package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpClientSession;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private final Sessions sessions = new Sessions();

  private static class OwnSession extends McpClientSession {

    OwnSession() {
      super(Duration.ofHours(1), new ScriptedPeer(), Map.of(), Map.of(), UnaryOperator.identity());
    }
  }

  private static final class EqualSession extends OwnSession {

    @Override
    public boolean equals(Object other) {
      return other instanceof EqualSession;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  private static final class HostileSession extends OwnSession {

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("equals");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("hashCode");
    }
  }

  @Test
  void equalSessions_areToldApart() {
    EqualSession one = new EqualSession();
    EqualSession other = new EqualSession();

    assertThat(sessions.of(one)).isSameAs(sessions.of(one)).isNotSameAs(sessions.of(other));
  }

  @Test
  void session_isAskedNothing() {
    HostileSession session = new HostileSession();

    assertThat(sessions.of(session)).isSameAs(sessions.of(session));
  }
}
