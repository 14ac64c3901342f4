package dev.mcpsentry.smoke.ingest;

import java.nio.charset.StandardCharsets;

/** Hand-made envelopes, good unless a test breaks them. */
final class Sample {

  static final String ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
  static final String TRACE = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1";
  static final String SPAN = "bbbbbbbbbbbbbbb1";

  private Sample() {}

  static String header() {
    return header("");
  }

  static String header(String more) {
    return "{\"event_id\":\"" + ID + "\",\"sent_at\":\"2026-11-21T00:00:00Z\"" + more + "}";
  }

  static String samplingContext(String traceId) {
    return ",\"trace\":{\"trace_id\":\""
        + traceId
        + "\",\"public_key\":\""
        + Dsn.DEMO.key()
        + "\"}";
  }

  static String envelope(String header, String... items) {
    return header + "\n" + String.join("\n", items) + "\n";
  }

  static String item(String type, String payload) {
    return item(type, "", payload);
  }

  static String item(String type, String more, String payload) {
    int length = payload.getBytes(StandardCharsets.UTF_8).length;
    return "{\"type\":\"" + type + "\",\"length\":" + length + more + "}\n" + payload;
  }

  static String container(String type, String contentType, int count, String... items) {
    return item(
        type,
        ",\"item_count\":" + count + ",\"content_type\":\"" + contentType + "\"",
        "{\"items\":[" + String.join(",", items) + "]}");
  }

  static String event() {
    return item(
        "event",
        "{\"event_id\":\""
            + ID
            + "\",\"timestamp\":1795232691.7,\"level\":\"error\",\"exception\":{\"values\":[{"
            + "\"type\":\"IllegalStateException\",\"module\":\"java.lang\",\"value\":\"kaboom ü\","
            + "\"mechanism\":{\"type\":\"generic\"},\"stacktrace\":{\"frames\":[{\"module\":\"a.B\","
            + "\"function\":\"c\"}]}}]}}");
  }

  static String transaction() {
    return transactionWith("");
  }

  static String transactionWith(String spans) {
    return item("transaction", transactionJson(spans));
  }

  static String transactionJson(String spans) {
    return "{\"event_id\":\""
        + ID
        + "\",\"type\":\"transaction\",\"transaction\":\"tools/call echo\","
        + "\"start_timestamp\":1795232691.1,\"timestamp\":1795232691.7,"
        + "\"transaction_info\":{\"source\":\"route\"},\"contexts\":{\"trace\":{\"trace_id\":\""
        + TRACE
        + "\",\"span_id\":\""
        + SPAN
        + "\",\"op\":\"mcp.server\",\"status\":\"ok\",\"data\":{\"mcp.tool.name\":\"echo\"}}},"
        + "\"spans\":["
        + spans
        + "]}";
  }

  static String span(String traceId, String spanId) {
    return "{\"trace_id\":\""
        + traceId
        + "\",\"span_id\":\""
        + spanId
        + "\",\"parent_span_id\":\""
        + SPAN
        + "\",\"op\":\"http.client\",\"start_timestamp\":1795232691.2,\"timestamp\":1795232691.3}";
  }

  static String log(String traceId) {
    return "{\"timestamp\":1795232691.7,\"trace_id\":\""
        + traceId
        + "\",\"level\":\"info\",\"body\":\"hello\","
        + "\"attributes\":{\"n\":{\"value\":1,\"type\":\"integer\"}}}";
  }

  static String metric(String traceId, String name) {
    return "{\"timestamp\":1795232691.7,\"trace_id\":\""
        + traceId
        + "\",\"type\":\"distribution\",\"name\":\""
        + name
        + "\",\"value\":0.25}";
  }

  static String session(String sid, boolean init, String status) {
    return item(
        "session",
        "{\"sid\":\""
            + sid
            + "\",\"init\":"
            + init
            + ",\"started\":\"2026-11-21T00:00:00Z\",\"status\":\""
            + status
            + "\",\"attrs\":{\"release\":\"app@1\"}}");
  }

  static String sessions(String started) {
    return item(
        "sessions",
        "{\"aggregates\":[{\"started\":\""
            + started
            + "\",\"exited\":3,\"crashed\":1}],\"attrs\":{\"release\":\"app@1\"}}");
  }

  static String clientReport() {
    return item(
        "client_report",
        "{\"timestamp\":1795232691.7,\"discarded_events\":[{\"reason\":\"queue_overflow\","
            + "\"category\":\"transaction\",\"quantity\":2}]}");
  }
}
