package dev.mcpsentry.telemetry.mcp;

import dev.mcpsentry.telemetry.Product;
import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.options.McpOptions;
import dev.mcpsentry.telemetry.propagation.MetaPropagation;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Turns a server's requests, notifications and sessions into spans and metrics. Thread-safe; one
 * instance per instrumented library.
 */
public final class McpServerTelemetry {

  private final Tracer tracer;
  private final MetaPropagation propagation;
  private final McpSpans spans;
  private final McpServerMetrics metrics;

  /**
   * @param scope the instrumentation scope's name, such as {@code dev.mcpsentry.mcp-java-sdk-0.8}
   */
  public McpServerTelemetry(OpenTelemetry openTelemetry, String scope, McpOptions options) {
    tracer =
        openTelemetry
            .getTracerProvider()
            .tracerBuilder(scope)
            .setInstrumentationVersion(Product.VERSION)
            .build();
    metrics =
        new McpServerMetrics(
            openTelemetry
                .getMeterProvider()
                .meterBuilder(scope)
                .setInstrumentationVersion(Product.VERSION)
                .build());
    propagation = new MetaPropagation(openTelemetry.getPropagators().getTextMapPropagator());
    spans = new McpSpans(options);
  }

  /**
   * Starts the span of a request that arrived. Context in {@code params._meta} is the remote parent
   * and the ambient span becomes a link; without it the ambient span is the parent. On stdio
   * whatever is ambient was captured by accident, and counts for nothing.
   */
  public McpOperation start(McpRequest request, McpSession session, Context ambient) {
    Context surroundings = session.transport() == McpTransport.STDIO ? Context.root() : ambient;
    Context parent = propagation.extract(surroundings, request.meta());
    SpanBuilder builder =
        tracer.spanBuilder(request.spanName()).setSpanKind(SpanKind.SERVER).setParent(parent);
    SpanContext around = Span.fromContext(surroundings).getSpanContext();
    if (around.isValid() && !around.equals(Span.fromContext(parent).getSpanContext())) {
      builder.addLink(around);
    }
    spans.start(builder, request, session);
    return new McpOperation(this, request, session, builder.startSpan(), parent);
  }

  /**
   * Counts a notification that was handled.
   *
   * @param failure what went wrong; null when nothing did
   * @param nanos how long it took
   */
  public void notified(
      String method, McpSession session, @Nullable McpFailure failure, long nanos) {
    metrics.notification(method, session, failure, nanos);
  }

  /** Records the duration of a session that ended. Only the first call for a session counts. */
  public void sessionEnded(McpSession session) {
    if (session.end()) {
      metrics.session(session);
    }
  }

  void ended(McpOperation operation, McpOutcome outcome, long nanos) {
    try {
      spans.end(operation.span(), operation.request(), operation.session(), outcome);
    } finally {
      operation.span().end();
      metrics.operation(
          operation.request(),
          operation.session(),
          outcome instanceof McpOutcome.Failure failed ? failed.failure() : null,
          nanos,
          operation.context());
    }
  }
}
