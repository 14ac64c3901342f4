package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What had arrived at one moment. Immutable.
 *
 * @param transactions accepted transactions, in order of arrival; streamed spans as such too
 * @param events accepted error events
 * @param sessionBuckets release health by the minute
 * @param sessions session updates
 * @param logs accepted logs
 * @param metrics accepted metrics
 * @param streamedSpans accepted spans of protocol version 2, and those of exports as such
 * @param discarded the lines of all client reports
 * @param rejections every request that broke a rule
 */
public record Received(
    List<Transaction> transactions,
    List<ErrorEvent> events,
    List<SessionBucket> sessionBuckets,
    List<JsonNode> sessions,
    List<TypedItem> logs,
    List<TypedItem> metrics,
    List<TypedItem> streamedSpans,
    List<Discarded> discarded,
    List<Rejection> rejections) {

  static Received of(
      List<Envelope> envelopes, List<ObjectNode> exported, List<Rejection> rejections) {
    Received received =
        new Received(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            List.copyOf(rejections));
    envelopes.forEach(envelope -> envelope.items().forEach(item -> received.add(item, envelope)));
    exported.forEach(span -> received.streamedSpans.add(new TypedItem(span, null)));
    return received.frozen();
  }

  /** The transactions of one operation. */
  public List<Transaction> transactions(String op) {
    return transactions.stream().filter(transaction -> transaction.op().equals(op)).toList();
  }

  /**
   * The only transaction of a name.
   *
   * @throws AssertionError when there is none or more than one
   */
  public Transaction transaction(String name) {
    List<Transaction> found =
        transactions.stream().filter(transaction -> transaction.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          found.size() + " transactions named " + name + " among " + transactions);
    }
    return found.get(0);
  }

  /** The spans right below a span: those in its transaction, and those that followed later. */
  public List<Span> childrenOf(String spanId) {
    return transactions.stream()
        .flatMap(t -> Stream.concat(Stream.of(t.root()), t.spans().stream()))
        .filter(span -> spanId.equals(span.parentSpanId()))
        .toList();
  }

  private void add(EnvelopeItem item, Envelope envelope) {
    switch (item.type()) {
      case "transaction" ->
          transactions.add(new Transaction(item.json(), envelope.samplingContext()));
      case "event" -> events.add(new ErrorEvent(item.json(), envelope.samplingContext()));
      case "session" -> sessions.add(item.json());
      case "sessions" -> addBuckets(item.json());
      case "log" -> each(item, log -> logs.add(new TypedItem(log, envelope.samplingContext())));
      case "trace_metric" ->
          each(item, metric -> metrics.add(new TypedItem(metric, envelope.samplingContext())));
      case "span" ->
          each(item, span -> streamedSpans.add(new TypedItem(span, envelope.samplingContext())));
      case "client_report" -> addReport(item.json());
      default -> {
        // attachments and check-ins are only counted
      }
    }
  }

  private void addBuckets(JsonNode payload) {
    String release = payload.path("attrs").path("release").asText();
    payload
        .path("aggregates")
        .forEach(bucket -> sessionBuckets.add(new SessionBucket(bucket, release)));
  }

  private void addReport(JsonNode payload) {
    payload
        .path("discarded_events")
        .forEach(
            line ->
                discarded.add(
                    new Discarded(
                        line.path("reason").asText(),
                        line.path("category").asText(),
                        line.path("quantity").asInt())));
  }

  private static void each(EnvelopeItem item, Consumer<JsonNode> sink) {
    item.json().path("items").forEach(sink);
  }

  private Received frozen() {
    return new Received(
        Stream.concat(transactions.stream(), StreamedTransactions.of(streamedSpans).stream())
            .toList(),
        List.copyOf(events),
        List.copyOf(sessionBuckets),
        List.copyOf(sessions),
        List.copyOf(logs),
        List.copyOf(metrics),
        List.copyOf(streamedSpans),
        List.copyOf(discarded),
        rejections);
  }
}
