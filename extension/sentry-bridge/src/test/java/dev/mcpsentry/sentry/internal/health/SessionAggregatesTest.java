package dev.mcpsentry.sentry.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.LogOptions;
import dev.mcpsentry.sentry.internal.options.MetricOptions;
import dev.mcpsentry.sentry.internal.options.SpoolOptions;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.telemetry.error.FailureKind.Health;
import dev.mcpsentry.telemetry.options.SessionMode;
import dev.mcpsentry.telemetry.options.TraceLifecycle;
import dev.mcpsentry.telemetry.privacy.Redaction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionAggregatesTest {

  private static final long MINUTE = 60_000_000_000L;
  private static final long START = 1_795_232_700_000_000_000L;

  @Test
  void operations_areCountedByMinuteAndHealth() throws IOException {
    SessionAggregates sessions =
        new SessionAggregates(new About(TestOptions.to("http://key@localhost/1")));
    sessions.count(START, Health.NONE);
    sessions.count(START + MINUTE - 1, Health.NONE);
    sessions.count(START + 1, Health.ERRORED);
    sessions.count(START + MINUTE, Health.CRASHED);
    sessions.count(START + MINUTE, Health.ABNORMAL);
    JsonNode payload = drain(sessions);
    assertThat(payload)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"aggregates":[
                      {"started":"2026-11-21T03:45:00Z","exited":2,"errored":1,"abnormal":0,"crashed":0},
                      {"started":"2026-11-21T03:46:00Z","exited":0,"errored":0,"abnormal":1,"crashed":1}],
                     "attrs":{"release":"1.2.3","environment":"test"}}
                    """));
    assertThat(sessions.isEmpty()).isTrue();
  }

  @Test
  void moreMinutesThanTheProtocolAllows_areLeftOut() throws IOException {
    SessionAggregates sessions =
        new SessionAggregates(new About(TestOptions.to("http://key@localhost/1")));
    for (int i = 0; i < 200; i++) {
      sessions.count(START + i * MINUTE, Health.NONE);
    }
    assertThat(drain(sessions).path("aggregates")).hasSize(100);
  }

  @Test
  void withoutRelease_nothingIsCounted() {
    SessionAggregates sessions =
        new SessionAggregates(
            new About(
                new BridgeOptions(
                    Dsn.parse("http://key@localhost/1"),
                    "test",
                    null,
                    null,
                    null,
                    1.0,
                    TraceLifecycle.STATIC,
                    new MetricOptions(true, List.of()),
                    SessionMode.REQUEST,
                    ".*",
                    false,
                    true,
                    false,
                    Map.of(),
                    new Redaction(List.of()),
                    List.of(),
                    null,
                    LogOptions.DEFAULT,
                    SpoolOptions.NONE)));
    sessions.count(START, Health.CRASHED);
    assertThat(sessions.isEmpty()).isTrue();
  }

  private static JsonNode drain(SessionAggregates sessions) throws IOException {
    JsonBytes json = new JsonBytes();
    sessions.drainTo(json);
    return new ObjectMapper().readTree(json.toByteArray());
  }
}
