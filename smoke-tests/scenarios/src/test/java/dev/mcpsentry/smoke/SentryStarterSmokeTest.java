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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server on Spring Boot that has Sentry's starter, for the same project and with all traces. */
class SentryStarterSmokeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"sentry-starter-7.22.6", "sentry-starter-8.52.0", "sentry-starter-4-8.51.0"})
  void starterAndAgent_areOne_noIssueTwiceAndNoTraceTwice(String row) throws Exception {
    try (FakeSentry sentry = FakeSentry.start();
        Served served = Served.start(program(row, sentry), Transport.STREAMABLE).initialized()) {
      served.client().callTool("capture_and_throw", Map.of());
      served.client().callTool("just_throw", Map.of());
      assertThat(order(served.port())).isEqualTo(500);
      served.end();

      Received received = sentry.received();
      List<ErrorEvent> events = events(sentry);
      assertThat(events)
          .extracting(event -> event.thrown().message())
          .containsExactlyInAnyOrder("captured, then thrown", "thrown", "no pigeons");
      for (ErrorEvent event : events) {
        Transaction where = received.transaction(transactionOf(event));
        assertThat(event.trace().traceId()).isEqualTo(where.traceId());
        assertThat(event.trace().spanId()).isEqualTo(where.spanId());
      }
      // the starter's transaction of the request would be the second
      assertThat(received.transactions("http.server"))
          .extracting(Transaction::name)
          .containsOnlyOnce("POST /order");
      assertThat(served.child().stderr().lines())
          .filteredOn(line -> line.contains("own Sentry SDK"))
          .singleElement()
          .asString()
          .contains("reports to the same project", "its transactions are left out");
    }
  }

  private static JavaProgram program(String row, FakeSentry sentry) {
    return JavaProgram.main(Build.row(row), "dev.mcpsentry.smoke.app.sentrystarter.StarterServer")
        .arguments("--transport", Transport.STREAMABLE.argument())
        .agent(Build.agent())
        .environment("SENTRY_DSN", sentry.dsn())
        .environment("SENTRY_TRACES_SAMPLE_RATE", "1.0");
  }

  private static int order(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/order"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private static String transactionOf(ErrorEvent event) {
    return switch (event.thrown().message()) {
      case "captured, then thrown" -> "tools/call capture_and_throw";
      case "thrown" -> "tools/call just_throw";
      default -> "POST /order";
    };
  }

  // as the SDK's envelopes go on to name a sampling context of its own, which a strict Sentry minds
  private static List<ErrorEvent> events(FakeSentry sentry) {
    return sentry
        .everything()
        .lines()
        .filter(line -> line.startsWith("{") && line.contains("\"exception\":{"))
        .map(SentryStarterSmokeTest::event)
        .toList();
  }

  private static ErrorEvent event(String line) {
    try {
      return new ErrorEvent(new ObjectMapper().readTree(line), null);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }
}
