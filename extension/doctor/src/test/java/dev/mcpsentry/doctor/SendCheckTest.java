package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class SendCheckTest {

  @Test
  void send_sendsOneOfEachAndSaysWhereItIs() throws IOException {
    try (RawServer server = RawServer.posts(RawServer.answer(200, ""))) {
      List<Finding> findings =
          Said.of(
              Said.sending(Map.of("SENTRY_DSN", server.dsn(), "SENTRY_ENVIRONMENT", "staging")),
              "send");

      assertThat(findings).hasSize(4).allMatch(finding -> finding.level() == Level.OK);
      assertThat(findings).allMatch(finding -> finding.details().get(0).startsWith("find it in"));
      Map<String, JsonNode> items = items(server);
      assertThat(items)
          .containsOnlyKeys("client_report", "transaction", "event", "log", "trace_metric");

      JsonNode transaction = items.get("transaction");
      JsonNode trace = transaction.path("contexts").path("trace");
      assertThat(transaction.path("transaction").asText()).isEqualTo("doctor");
      assertThat(trace.path("op").asText()).isEqualTo("mcp.server");
      assertThat(transaction.path("environment").asText()).isEqualTo("staging");
      assertThat(findings.get(0).text())
          .contains(transaction.path("event_id").asText())
          .contains(trace.path("trace_id").asText());
      assertThat(items.get("event").path("logentry").path("formatted").asText())
          .isEqualTo("doctor");
      assertThat(items.get("log").path("items").path(0).path("body").asText()).isEqualTo("doctor");
      JsonNode metric = items.get("trace_metric").path("items").path(0);
      assertThat(metric.path("name").asText()).isEqualTo("doctor");
      assertThat(metric.path("trace_id").asText()).isEqualTo(trace.path("trace_id").asText());
    }
  }

  @Test
  void refusedItem_failsAlone() {
    try (RawServer server =
        new RawServer(
            request ->
                RawServer.answer(
                    request.isPost() && text(request).contains("\"type\":\"log\"") ? 413 : 200,
                    ""))) {
      List<Finding> findings = Said.of(Said.sending(Map.of("SENTRY_DSN", server.dsn())), "send");

      assertThat(findings)
          .extracting(Finding::level)
          .containsExactly(Level.OK, Level.OK, Level.FAIL, Level.OK);
      assertThat(findings.get(2).text()).contains("log").contains("413");
    }
  }

  @Test
  void wrongKey_sendsNothingMore() {
    try (RawServer server = RawServer.posts(RawServer.answer(403, ""))) {
      List<Finding> findings = Said.sending(Map.of("SENTRY_DSN", server.dsn()));

      assertThat(Said.of(findings, "send")).isEmpty();
      assertThat(server.requests()).filteredOn(RawServer.Request::isPost).hasSize(1);
    }
  }

  private static Map<String, JsonNode> items(RawServer server) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    Map<String, JsonNode> items = new HashMap<>();
    for (RawServer.Request request : server.requests()) {
      if (request.isPost()) {
        List<String> lines = new ArrayList<>(text(request).lines().toList());
        items.put(
            mapper.readTree(lines.get(1)).path("type").asText(), mapper.readTree(lines.get(2)));
      }
    }
    return items;
  }

  private static String text(RawServer.Request request) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
