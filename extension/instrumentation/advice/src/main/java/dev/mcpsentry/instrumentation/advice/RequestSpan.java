package dev.mcpsentry.instrumentation.advice;

import dev.mcpsentry.telemetry.mcp.Marks;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;

/** Where hooks say what they learn of a request, besides those of MCP libraries. */
public final class RequestSpan {

  private RequestSpan() {}

  /**
   * The span of the HTTP request; without one, as on stdio, that of the MCP request; without either
   * the current span.
   */
  public static Span current() {
    Span root = LocalRootSpan.current();
    if (root.getSpanContext().isValid()) {
      return root;
    }
    Span operation = Marks.received(Context.current());
    return operation == null ? Span.current() : operation;
  }
}
