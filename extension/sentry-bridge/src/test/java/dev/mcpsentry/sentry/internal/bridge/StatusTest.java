package dev.mcpsentry.sentry.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.transport.Deliveries.Answer;
import dev.mcpsentry.telemetry.Product;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusTest {

  private final ClientReports reports = new ClientReports();

  @Test
  void status_saysWhatBecameOfTheAgent() throws IOException {
    reports.count(DiscardReason.QUEUE_OVERFLOW, DataCategory.SPAN, 3);
    reports.count(DiscardReason.QUEUE_OVERFLOW, DataCategory.LOG_ITEM, 2);
    reports.count(DiscardReason.QUEUE_OVERFLOW, DataCategory.LOG_BYTE, 2_000);
    reports.drainTo(new JsonBytes());

    JsonNode status =
        json(
            new Status(
                "2.33.1",
                List.of("MCP Java SDK server 1.1.5"),
                List.of("Quarkus MCP server 1.2: why"),
                Map.of("span", 4L),
                reports,
                new Answer(429, 1_700_000_000_000L)));

    assertThat(status.path("version").asText()).isEqualTo(Product.VERSION);
    assertThat(status.path("host").asText()).isEqualTo("2.33.1");
    assertThat(status.path("at").asLong()).isEqualTo(12);
    assertThat(status.path("hooked").path(0).asText()).isEqualTo("MCP Java SDK server 1.1.5");
    assertThat(status.path("unhooked").path(0).asText()).isEqualTo("Quarkus MCP server 1.2: why");
    assertThat(status.path("sent").path("span").asLong()).isEqualTo(4);
    assertThat(status.path("dropped").path("queue_overflow").asLong())
        .as("whether or not a report took the numbers along")
        .isEqualTo(5);
    assertThat(status.path("answer").path("status").asInt()).isEqualTo(429);
    assertThat(status.path("answer").path("at").asLong()).isEqualTo(1_700_000_000_000L);
  }

  @Test
  void status_ofTheFirstMomentHasNoAnswer() throws IOException {
    JsonNode status = json(new Status(null, List.of(), List.of(), Map.of(), reports, null));

    assertThat(status.has("answer")).isFalse();
    assertThat(status.has("host")).isFalse();
    assertThat(status.path("dropped").isEmpty()).isTrue();
  }

  @Test
  void status_isNeverLongerThanItMayBe() throws IOException {
    for (DiscardReason reason : DiscardReason.values()) {
      reports.count(reason, DataCategory.SPAN, Long.MAX_VALUE / 2);
    }
    // each character takes six bytes
    List<String> hostile = Collections.nCopies(50, "\u0001".repeat(10_000));
    Status status = new Status("9".repeat(5_000), hostile, hostile, Map.of(), reports, null);

    byte[] bytes = status.json(12);

    assertThat(bytes.length).isLessThanOrEqualTo(Status.MAX_BYTES);
    assertThat(new ObjectMapper().readTree(bytes).path("version").asText())
        .isEqualTo(Product.VERSION);
  }

  private static JsonNode json(Status status) throws IOException {
    return new ObjectMapper().readTree(status.json(12));
  }
}
