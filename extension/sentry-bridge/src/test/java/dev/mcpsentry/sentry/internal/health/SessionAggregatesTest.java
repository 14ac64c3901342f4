package dev.mcpsentry.sentry.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.sentry.internal.convention.IdentityOptions;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.http.HttpOptions;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.IssueFilters;
import dev.mcpsentry.sentry.internal.options.LogOptions;
import dev.mcpsentry.sentry.internal.options.MetricOptions;
import dev.mcpsentry.sentry.internal.options.SamplingOptions;
import dev.mcpsentry.sentry.internal.options.SpoolOptions;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.options.release.Release;
import dev.mcpsentry.sentry.internal.sampling.SampleRules;
import dev.mcpsentry.telemetry.error.FailureKind.Health;
import dev.mcpsentry.telemetry.options.SessionMode;
import dev.mcpsentry.telemetry.options.TraceLifecycle;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.rule.Rules;
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
    sessions.count(START, null, Health.NONE);
    sessions.count(START + MINUTE - 1, null, Health.NONE);
    sessions.count(START + 1, null, Health.ERRORED);
    sessions.count(START + MINUTE, null, Health.CRASHED);
    sessions.count(START + MINUTE, null, Health.ABNORMAL);
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
      sessions.count(START + i * MINUTE, null, Health.NONE);
    }
    assertThat(drain(sessions).path("aggregates")).hasSize(100);
  }

  @Test
  void users_areToldApartInItemsOfAHundred() throws IOException {
    SessionAggregates sessions =
        new SessionAggregates(new About(TestOptions.to("http://key@localhost/1")));
    sessions.count(START, "ada", Health.NONE);
    sessions.count(START + 1, "ada", Health.CRASHED);
    for (int i = 0; i < 149; i++) {
      sessions.count(START, "user %03d".formatted(i), Health.NONE);
    }
    JsonNode first = drain(sessions).path("aggregates");
    assertThat(first).hasSize(100);
    assertThat(first.get(0).path("did").asText()).isEqualTo("ada");
    assertThat(first.get(0).path("exited").asInt()).isEqualTo(1);
    assertThat(first.get(0).path("crashed").asInt()).isEqualTo(1);
    assertThat(drain(sessions).path("aggregates")).hasSize(50);
    assertThat(sessions.isEmpty()).isTrue();
  }

  @Test
  void moreUsersThanThereIsRoomFor_areCountedTogether() throws IOException {
    SessionAggregates sessions =
        new SessionAggregates(new About(TestOptions.to("http://key@localhost/1")));
    int users = SessionAggregates.MAX_USER_BUCKETS + 500;
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < users; i++) {
        sessions.count(START, "user " + i, Health.NONE);
      }
      int counted = 0;
      int together = 0;
      int items = 0;
      while (!sessions.isEmpty()) {
        items++;
        for (JsonNode bucket : drain(sessions).path("aggregates")) {
          counted += bucket.path("exited").asInt();
          together += bucket.has("did") ? 0 : bucket.path("exited").asInt();
        }
      }
      assertThat(counted).isEqualTo(users);
      assertThat(together).isEqualTo(500);
      assertThat(items).isEqualTo(21);
    }
  }

  @Test
  void withoutRelease_nothingIsCounted() {
    SessionAggregates sessions =
        new SessionAggregates(
            new About(
                new BridgeOptions(
                    Dsn.parse("http://key@localhost/1"),
                    "test",
                    Release.NONE,
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
                    IssueFilters.DEFAULT,
                    null,
                    LogOptions.DEFAULT,
                    new SamplingOptions(SampleRules.of(1), 0, false),
                    IdentityOptions.DEFAULT,
                    Rules.of("", wrong -> {}),
                    SpoolOptions.NONE,
                    HttpOptions.DEFAULT)));
    sessions.count(START, null, Health.CRASHED);
    assertThat(sessions.isEmpty()).isTrue();
  }

  private static JsonNode drain(SessionAggregates sessions) throws IOException {
    JsonBytes json = new JsonBytes();
    sessions.drainTo(json);
    return new ObjectMapper().readTree(json.toByteArray());
  }
}
