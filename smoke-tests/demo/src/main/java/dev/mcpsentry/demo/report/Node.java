package dev.mcpsentry.demo.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.smoke.ingest.Span;
import dev.mcpsentry.smoke.ingest.Transaction;

/**
 * A transaction or one of its spans.
 *
 * @param span ids, op, status and data
 * @param name the transaction's name or the span's description
 * @param start seconds since the epoch
 * @param end seconds since the epoch
 */
record Node(Span span, String name, double start, double end, boolean transaction) {

  static Node of(Transaction transaction) {
    return node(transaction.root(), transaction.name(), transaction.json(), true);
  }

  static Node of(Span span) {
    return node(span, span.description(), span.json(), false);
  }

  private static Node node(Span span, String name, JsonNode times, boolean transaction) {
    return new Node(
        span,
        name,
        times.path("start_timestamp").asDouble(),
        times.path("timestamp").asDouble(),
        transaction);
  }
}
