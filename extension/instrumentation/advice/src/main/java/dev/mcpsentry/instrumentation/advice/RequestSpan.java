package dev.mcpsentry.instrumentation.advice;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;

/** Where hooks say what they learn of a request, besides those of MCP libraries. */
public final class RequestSpan {

  private RequestSpan() {}

  /** The span of the HTTP request; without one, as on stdio, the current span. */
  public static Span current() {
    Span root = LocalRootSpan.current();
    return root.getSpanContext().isValid() ? root : Span.current();
  }
}
