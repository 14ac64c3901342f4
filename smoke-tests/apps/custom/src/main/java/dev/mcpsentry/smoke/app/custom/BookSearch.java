package dev.mcpsentry.smoke.app.custom;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A search by vectors, by the conventions for databases. */
final class BookSearch {

  private static final Map<String, double[]> BOOKS =
      Map.of(
          "Dune", new double[] {1, 0}, "Emma", new double[] {0, 1}, "Ulysses", new double[] {1, 1});

  private final Tracer tracer = GlobalOpenTelemetry.getTracer("bookshop");

  List<String> nearest(double[] vector, int limit) {
    Span span =
        tracer
            .spanBuilder("search books")
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("db.system.name", "bookshelf")
            .setAttribute("db.operation.name", "search")
            .setAttribute("db.collection.name", "books")
            .setAttribute("db.query.summary", "search books")
            .setAttribute("app.search.limit", limit)
            .startSpan();
    try {
      List<String> found = search(vector, limit);
      span.setAttribute("db.response.returned_rows", found.size());
      return found;
    } finally {
      span.end();
    }
  }

  private static List<String> search(double[] vector, int limit) {
    return BOOKS.entrySet().stream()
        .sorted(Comparator.comparingDouble(book -> -product(book.getValue(), vector)))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double product(double[] one, double[] other) {
    return one[0] * other[0] + one[1] * other[1];
  }
}
