package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Streamed spans as the transactions that Sentry shows of them, so that a test asks the same
 * whatever way spans travelled. A failure's finer word is lost on that way: {@code error} reads
 * {@code internal_error}.
 */
final class StreamedTransactions {

  private final Map<String, ObjectNode> bySegment = new LinkedHashMap<>();
  private final Map<String, String> parents = new HashMap<>();
  private final Map<String, @Nullable ObjectNode> contexts = new LinkedHashMap<>();

  private StreamedTransactions() {}

  /** The segments among them, with the spans that name them as theirs. */
  static List<Transaction> of(List<TypedItem> spans) {
    StreamedTransactions transactions = new StreamedTransactions();
    spans.forEach(transactions::parent);
    spans.stream().filter(StreamedTransactions::isSegment).forEach(transactions::segment);
    spans.stream().filter(span -> !isSegment(span)).forEach(transactions::child);
    return transactions.bySegment.entrySet().stream()
        .map(entry -> new Transaction(entry.getValue(), transactions.contexts.get(entry.getKey())))
        .toList();
  }

  private static boolean isSegment(TypedItem span) {
    return span.json().path("is_segment").asBoolean();
  }

  private void segment(TypedItem span) {
    ObjectNode transaction = transaction(span.name(), span);
    ((ObjectNode) transaction.path("contexts")).set("trace", span(span.json()));
    String id = span.json().path("span_id").asText();
    bySegment.put(id, transaction);
    contexts.put(id, span.samplingContext());
  }

  private void child(TypedItem span) {
    String segment = segmentOf(span);
    ObjectNode transaction =
        bySegment.computeIfAbsent(
            segment,
            id -> transaction(String.valueOf(span.attribute("sentry.segment.name")), span));
    ((ArrayNode) transaction.path("spans")).add(span(span.json()));
  }

  private void parent(TypedItem span) {
    String parent = span.json().path("parent_span_id").asText();
    if (!parent.isEmpty()) {
      parents.put(span.json().path("span_id").asText(), parent);
    }
  }

  // exported ones do not name it
  private String segmentOf(TypedItem span) {
    String named = span.attribute("sentry.segment.id");
    String above = named == null ? span.json().path("parent_span_id").asText() : named;
    while (named == null && !bySegment.containsKey(above) && parents.containsKey(above)) {
      above = parents.get(above);
    }
    return above;
  }

  private static ObjectNode transaction(String name, TypedItem span) {
    ObjectNode transaction = JsonNodeFactory.instance.objectNode();
    transaction.put("type", "transaction").put("transaction", name);
    transaction.put("environment", span.attribute("sentry.environment"));
    transaction.put("release", span.attribute("sentry.release"));
    transaction.put("start_timestamp", span.json().path("start_timestamp").asDouble());
    transaction.put("timestamp", span.json().path("end_timestamp").asDouble());
    transaction.set("tags", data(span.json()));
    transaction.putObject("contexts");
    transaction.putArray("spans");
    return transaction;
  }

  private static ObjectNode span(JsonNode streamed) {
    ObjectNode data = data(streamed);
    ObjectNode span = JsonNodeFactory.instance.objectNode();
    for (String same : List.of("trace_id", "span_id", "parent_span_id", "links")) {
      if (streamed.has(same)) {
        span.set(same, streamed.get(same));
      }
    }
    span.put("op", data.path("sentry.op").asText());
    span.put("origin", data.path("sentry.origin").asText());
    span.put("description", streamed.path("name").asText());
    span.put("status", streamed.path("status").asText().equals("ok") ? "ok" : "internal_error");
    span.set("start_timestamp", streamed.get("start_timestamp"));
    span.set("timestamp", streamed.get("end_timestamp"));
    if (data.has("sentry.status.message")) {
      data.set("otel.status_description", data.get("sentry.status.message"));
    }
    span.set("data", data);
    return span;
  }

  private static ObjectNode data(JsonNode streamed) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    streamed
        .path("attributes")
        .properties()
        .forEach(attribute -> data.set(attribute.getKey(), attribute.getValue().path("value")));
    return data;
  }
}
