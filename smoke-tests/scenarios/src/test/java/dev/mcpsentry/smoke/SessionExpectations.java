package dev.mcpsentry.smoke;

import static dev.mcpsentry.smoke.mcp.Transport.STATELESS;

import dev.mcpsentry.smoke.ingest.ErrorEvent;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** What Sentry must know after a {@link StandardSession}. */
final class SessionExpectations {

  private SessionExpectations() {}

  /**
   * One transaction per request and none for notifications, one issue for the exception.
   *
   * @param expected status by transaction name
   */
  static void check(Received received, Map<String, String> expected, Transport transport) {
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(received.rejections()).isEmpty();
    List<Transaction> transactions = received.transactions("mcp.server");
    softly
        .assertThat(transactions)
        .extracting(Transaction::name)
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    for (Transaction transaction : transactions) {
      softly
          .assertThat(transaction.status())
          .as("status of %s", transaction.name())
          .isEqualTo(expected.get(transaction.name()));
      checkAttributes(softly, transaction, transport);
    }
    checkIssue(softly, received);
    softly.assertAll();
  }

  private static void checkAttributes(
      SoftAssertions softly, Transaction transaction, Transport transport) {
    String name = transaction.name();
    softly
        .assertThat(transaction.data("mcp.transport"))
        .as("mcp.transport of %s", name)
        .isEqualTo(transport.sentryName());
    if (name.startsWith("tools/call ")) {
      softly
          .assertThat(transaction.data("mcp.tool.name"))
          .as("mcp.tool.name of %s", name)
          .isEqualTo(name.substring("tools/call ".length()));
    }
    // without a session only initialize knows its client
    if (transport != STATELESS || name.equals("initialize")) {
      softly
          .assertThat(transaction.data("mcp.client.name"))
          .as("mcp.client.name of %s", name)
          .isEqualTo(McpClient.NAME);
    }
  }

  private static void checkIssue(SoftAssertions softly, Received received) {
    Transaction failed = received.transaction("tools/call fail");
    Map<Boolean, List<ErrorEvent>> events =
        received.events().stream()
            .collect(
                Collectors.partitioningBy(event -> event.trace().spanId().equals(failed.spanId())));
    softly.assertThat(events.get(true)).as("issues of the failed call").hasSize(1);
    events.get(true).forEach(event -> checkIssue(softly, event, failed));
    softly.assertThat(events.get(false)).as("other issues").isEmpty();
  }

  private static void checkIssue(SoftAssertions softly, ErrorEvent event, Transaction failed) {
    softly.assertThat(event.thrown().className()).isEqualTo("java.lang.IllegalStateException");
    softly
        .assertThat(event.thrown().inAppFrames())
        .as("frames of the application")
        .endsWith("dev.mcpsentry.smoke.app.tools.Demo.fail")
        .allMatch(frame -> frame.startsWith("dev.mcpsentry.smoke.app."));
    softly
        .assertThat(event.thrown().frames())
        .as("frames of who watches")
        .noneMatch(frame -> frame.startsWith("io.opentelemetry.javaagent."))
        .noneMatch(frame -> frame.startsWith("dev.mcpsentry.instrumentation."));
    softly
        .assertThat(event.thrown().mechanism().path("type").asText())
        .isEqualTo("auto.ai.mcp_server");
    softly
        .assertThat(event.thrown().mechanism().path("handled").asBoolean(true))
        .as("handled")
        .isFalse();
    softly.assertThat(event.trace().traceId()).isEqualTo(failed.traceId());
  }
}
