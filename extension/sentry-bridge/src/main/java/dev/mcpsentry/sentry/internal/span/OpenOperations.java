package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_FAILURE;

import dev.mcpsentry.sentry.internal.convention.Keys;
import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.error.McpFailure;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The MCP operations that are being served, so that the end of the process can be told on them.
 * Asked and told by application threads; bounded, and what does not fit is not told.
 */
final class OpenOperations {

  static final int CAPACITY = 4_096;

  private static final McpFailure ABORTED = FailureClassifier.aborted();
  private static final String DESCRIPTION = Objects.requireNonNull(ABORTED.description());

  private final ConcurrentHashMap<String, ReadWriteSpan> spans = new ConcurrentHashMap<>();

  void started(ReadWriteSpan span) {
    if (mayServeMcp(span) && spans.mappingCount() < CAPACITY) {
      spans.put(span.getSpanContext().getSpanId(), span);
    }
  }

  // somebody else's span for the same request names the method later
  private static boolean mayServeMcp(ReadableSpan span) {
    return span.getKind() == SpanKind.SERVER && span.getAttribute(Keys.HTTP_REQUEST_METHOD) == null;
  }

  void ended(ReadableSpan span) {
    spans.remove(span.getSpanContext().getSpanId());
  }

  /** Makes room when operations that never end have taken it: forgets those older than that. */
  void evict(long ageNanos) {
    if (spans.mappingCount() >= CAPACITY) {
      spans.values().removeIf(span -> span.getLatencyNanos() > ageNanos);
    }
  }

  /** Ends what is still open as aborted. What ends by itself at the same moment ends once. */
  void abort() {
    for (ReadWriteSpan span : spans.values()) {
      if (span.getAttribute(MCP_METHOD_NAME) != null && !span.hasEnded()) {
        span.setAttribute(MCP_SENTRY_FAILURE, ABORTED.kind().attributeValue());
        span.setAttribute(ERROR_TYPE, ABORTED.errorType());
        span.setStatus(StatusCode.ERROR, DESCRIPTION);
        span.end();
      }
    }
  }
}
