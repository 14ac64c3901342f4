package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.smoke.ingest.ErrorEvent;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that has a Sentry SDK of its own. */
class OwnSentrySdkSmokeTest {

  private static final List<String> TOOLS =
      List.of("capture_and_throw", "capture_and_answer", "just_throw", "trace");

  @ParameterizedTest
  @ValueSource(strings = {"7", "8"})
  void sameProject_noIssueTwiceAndOneTrace(String sdk) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served = call(sdk, sentry, sentry.dsn())) {

      Received received = sentry.received();
      List<ErrorEvent> events = events(sentry);
      assertThat(events)
          .extracting(event -> event.thrown().message())
          .containsExactlyInAnyOrder(
              "captured, then thrown", "captured, then dealt with", "thrown");
      for (ErrorEvent event : events) {
        Transaction call = received.transaction("tools/call " + toolOf(event));
        assertThat(event.trace().traceId()).isEqualTo(call.traceId());
        assertThat(event.trace().spanId()).isEqualTo(call.spanId());
      }
      assertThat(received.transactions())
          .extracting(Transaction::name)
          .doesNotContain("own transaction");
      assertSaid(served, "reports to the same project");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "8"})
  void anotherProject_getsEverythingOfItsOwn(String sdk) {
    try (FakeSentry ours = FakeSentry.start();
        FakeSentry theirs = FakeSentry.start();
        Served served =
            call(
                sdk,
                ours,
                theirs.dsn().replaceFirst("//[^@]+@", "//ffffffffffffffffffffffffffffffff@"))) {

      assertThat(events(ours))
          .extracting(event -> event.thrown().message())
          .containsExactlyInAnyOrder("around", "thrown");
      assertThat(events(theirs))
          .extracting(event -> event.thrown().message())
          .containsExactlyInAnyOrder("captured, then thrown", "captured, then dealt with");
      assertSaid(served, "reports elsewhere");
    }
  }

  // as the SDK's envelopes go on to name a sampling context of its own, which a strict Sentry minds
  private static List<ErrorEvent> events(FakeSentry sentry) {
    return sentry
        .everything()
        .lines()
        .filter(line -> line.startsWith("{") && line.contains("\"exception\":{"))
        .map(OwnSentrySdkSmokeTest::event)
        .toList();
  }

  private static ErrorEvent event(String line) {
    try {
      return new ErrorEvent(new ObjectMapper().readTree(line), null);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  private static String toolOf(ErrorEvent event) {
    return switch (event.thrown().message()) {
      case "captured, then thrown" -> "capture_and_throw";
      case "captured, then dealt with" -> "capture_and_answer";
      default -> "just_throw";
    };
  }

  private static Served call(String sdk, FakeSentry sentry, String ownDsn) {
    JavaProgram program =
        JavaProgram.main(
                Build.row("sentry-sdk-" + sdk), "dev.mcpsentry.smoke.app.sentrysdk.OwnSentryServer")
            .agent(Build.agent())
            .environment("SENTRY_DSN", sentry.dsn())
            .environment("OWN_DSN", ownDsn);
    Served served = Served.start(program, Transport.STDIO).initialized();
    for (String tool : TOOLS) {
      served.client().callTool(tool, Map.of());
    }
    assertThat(served.end().code()).isZero();
    assertThat(served.child().stdout().lines()).allMatch(line -> line.startsWith("{\"jsonrpc\""));
    return served;
  }

  private static void assertSaid(Served served, String what) {
    assertThat(served.child().stderr().lines())
        .filteredOn(line -> line.contains("own Sentry SDK"))
        .singleElement()
        .asString()
        .startsWith("[mcp-sentry]")
        .contains(what);
  }
}
