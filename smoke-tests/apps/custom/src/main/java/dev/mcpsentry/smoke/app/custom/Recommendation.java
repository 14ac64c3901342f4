package dev.mcpsentry.smoke.app.custom;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.util.Map;

/** A question to a model of one's own, by the conventions for generative AI. */
final class Recommendation {

  private static final Map<String, String> MODEL = Map.of("Dune", "Hyperion", "Emma", "Persuasion");

  private final Tracer tracer = GlobalOpenTelemetry.getTracer("bookshop");

  String after(String book) {
    Span span =
        tracer
            .spanBuilder("chat bookworm-1")
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.provider.name", "bookshop")
            .setAttribute("gen_ai.request.model", "bookworm-1")
            .startSpan();
    try {
      String next = MODEL.getOrDefault(book, "Ulysses");
      span.setAttribute("gen_ai.usage.output_tokens", next.length());
      return next;
    } finally {
      span.end();
    }
  }
}
