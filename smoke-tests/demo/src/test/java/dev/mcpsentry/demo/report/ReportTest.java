package dev.mcpsentry.demo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.smoke.ingest.ErrorEvent;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.ingest.TypedItem;
import dev.mcpsentry.smoke.query.Dataset;
import dev.mcpsentry.smoke.query.Selection;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Transaction CALL =
      new Transaction(
          json(
              """
              {"transaction": "tools/call refund", "start_timestamp": 100.0, "timestamp": 101.0,
               "contexts": {"trace": {"trace_id": "t", "span_id": "call", "op": "mcp.server"}},
               "spans": [{"trace_id": "t", "span_id": "query", "parent_span_id": "call",
                 "op": "db", "description": "select 1",
                 "start_timestamp": 100.2, "timestamp": 100.3}]}
              """),
          null);

  @Test
  void logs_areBetweenTheSpansByTime() {
    Report report =
        report(
            received(
                List.of(
                    log("call", 100.5, "afterwards"),
                    log("query", 100.25, "within"),
                    log("call", 100.1, "before")),
                List.of(),
                List.of()));

    assertThat(report.traces()).hasSize(1);
    assertThat(report.traces().get(0).lines())
        .extracting(ReportTest::inWords)
        .containsExactly(
            "0 tools/call refund",
            "1 +100 ms warn Till: before",
            "1 select 1",
            "2 +250 ms warn Till: within",
            "1 +500 ms warn Till: afterwards");
    assertThat(report.outside()).isEmpty();
  }

  @Test
  void log_ofNoSpanOnThePage_isShownApart() {
    Report report =
        report(
            received(
                List.of(log("unsampled", 3723, "second"), log("", 3600, "first")),
                List.of(),
                List.of()));

    assertThat(report.outside())
        .extracting(ReportTest::inWords)
        .containsExactly("0 01:00:00 warn Till: first", "0 01:02:03 warn Till: second");
  }

  @Test
  void log_ofAFailedOperation_saysWhy() {
    TypedItem failed =
        item(
            """
            {"span_id": "call", "timestamp": 101, "level": "error", "body": "MCP refund: tool_error",
             "attributes": {"error.message": {"value": "no money", "type": "string"}}}
            """);

    LogLine line = LogLine.of(failed, 1, 100);

    assertThat(line.text()).isEqualTo("MCP refund: tool_error · no money");
    assertThat(line.when()).isEqualTo("+1.00 s");
  }

  @Test
  void crumbs_sayWhereARequestWent() {
    ErrorEvent event =
        new ErrorEvent(
            json(
                """
                {"level": "error",
                 "contexts": {"trace": {"trace_id": "t", "span_id": "call"}},
                 "exception": {"values": [{"type": "E", "value": "no"}]},
                 "breadcrumbs": [
                   {"timestamp": "2026-11-26T14:03:07.125Z", "category": "http", "level": "error",
                    "data": {"method": "GET", "url": "http://till/", "status_code": 402}},
                   {"timestamp": "2026-11-26T14:03:08.000Z", "category": "shop.Till",
                    "level": "warning", "message": "refused"},
                   {"timestamp": "2026-11-26T14:03:08.500Z", "category": "mcp.request",
                    "level": "error", "message": "refund", "data": {"failure": "tool_error"}}]}
                """),
            null);

    List<Crumb> crumbs =
        report(received(List.of(), List.of(), List.of(event))).issues().get(0).crumbs();

    assertThat(crumbs)
        .containsExactly(
            new Crumb("14:03:07.125", "http", "error", "GET http://till/ 402"),
            new Crumb("14:03:08.000", "shop.Till", "warning", "refused"),
            new Crumb("14:03:08.500", "mcp.request", "error", "refund tool_error"));
    assertThat(crumbs)
        .extracting(Crumb::shortCategory)
        .containsExactly("http", "Till", "mcp.request");
  }

  @Test
  void durations_weighWhatStandsForSeveral() {
    Measured measured =
        measured(
            List.of(
                duration("tools/call", 2, 1),
                duration("tools/call", 0.5, 3),
                duration("initialize", 0.25, 1)));

    assertThat(measured.timings())
        .extracting(Measured.Timing::method, Measured.Timing::count, Measured.Timing::max)
        .containsExactly(tuple("tools/call", 4L, "2.00 s"), tuple("initialize", 1L, "250 ms"));
    assertThat(measured.timings().get(0).meanMillis()).isCloseTo(875, within(1e-6));
  }

  @Test
  void heap_isTheLastOfEachPool() {
    Measured measured =
        measured(
            List.of(
                memory("eden", 2, 30e6),
                memory("eden", 1, 90e6),
                memory("old", 1, 4e6),
                item("{\"name\": \"jvm.thread.count\", \"value\": 7}")));

    assertThat(measured.heaps()).containsExactly(new Measured.Heap("shop", 34e6));
    assertThat(measured.others()).containsExactly("jvm.thread.count");
  }

  private static Report report(Received received) {
    return Report.of(received, List.of());
  }

  private static Measured measured(List<TypedItem> metrics) {
    return report(received(List.of(), metrics, List.of())).measured();
  }

  @Test
  void figure_isWhatTheSearchFinds() {
    Selection sum =
        Selection.parse(
            Dataset.METRICS,
            "has:http.route",
            List.of("http.route"),
            List.of("sum(value,app.server.response,counter,none)"),
            "");
    Received received =
        received(List.of(), List.of(response(2), response(3), memory("eden", 1, 1)), List.of());

    Figure figure = Figure.of("Responses", sum, received);

    assertThat(figure.search())
        .isEqualTo("tracemetrics: has:http.route | sum(value,app.server.response,counter,none)");
    assertThat(figure.columns()).containsExactly("http.route", "sum");
    assertThat(figure.lines()).containsExactly(List.of("/mcp", "5"));
  }

  private static TypedItem response(int times) {
    return item(
        """
        {"name": "app.server.response", "value": %d,
         "attributes": {"http.route": {"value": "/mcp", "type": "string"}}}
        """
            .formatted(times));
  }

  private static Received received(
      List<TypedItem> logs, List<TypedItem> metrics, List<ErrorEvent> events) {
    return new Received(
        List.of(CALL),
        events,
        List.of(),
        List.of(),
        logs,
        metrics,
        List.of(),
        List.of(),
        List.of());
  }

  private static TypedItem log(String spanId, double time, String body) {
    return item(
        """
        {"span_id": "%s", "timestamp": %s, "level": "warn", "body": "%s",
         "attributes": {"logger.name": {"value": "shop.Till", "type": "string"}}}
        """
            .formatted(spanId, time, body));
  }

  private static TypedItem duration(String method, double seconds, int weight) {
    return item(
        """
        {"name": "mcp.server.operation.duration", "value": %s, "attributes": {
         "mcp.method.name": {"value": "%s", "type": "string"},
         "sentry.client_sample_rate": {"value": %s, "type": "double"}}}
        """
            .formatted(seconds, method, 1.0 / weight));
  }

  private static TypedItem memory(String pool, double time, double bytes) {
    return item(
        """
        {"name": "jvm.memory.used", "timestamp": %s, "value": %s, "attributes": {
         "jvm.memory.type": {"value": "heap", "type": "string"},
         "jvm.memory.pool.name": {"value": "%s", "type": "string"},
         "service.name": {"value": "shop", "type": "string"}}}
        """
            .formatted(time, bytes, pool));
  }

  private static String inWords(Line line) {
    return line instanceof LogLine log
        ? log.depth()
            + " "
            + log.when()
            + " "
            + log.level()
            + " "
            + log.logger()
            + ": "
            + log.text()
        : line.depth() + " " + ((Row) line).name();
  }

  private static TypedItem item(String text) {
    return new TypedItem(json(text), null);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
