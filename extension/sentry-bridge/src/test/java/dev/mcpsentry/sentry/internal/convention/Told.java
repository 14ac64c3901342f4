package dev.mcpsentry.sentry.internal.convention;

import dev.mcpsentry.sentry.internal.span.TestSpans;

/** What Sentry is told that a span is. */
record Told(String op, String name, String source, String origin) {

  private static final String OPENTELEMETRY = "auto.opentelemetry";

  Told(String op, String name, String source) {
    this(op, name, source, OPENTELEMETRY);
  }

  static Told of(TestSpans spans) {
    TypedSpan span = spans.typed();
    return new Told(span.op(), span.name(), span.source(), span.origin());
  }
}
