package dev.mcpsentry.sentry.internal.trace;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_CALL_ARGUMENTS;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_CALL_RESULT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_PROMPT_RESULT_CONTENT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_TOOL_RESULT_CONTENT;

import dev.mcpsentry.telemetry.propagation.SentryHead;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.ReadableSpan;

/**
 * A span on its way from the application's thread to ours.
 *
 * @param span the ended span
 * @param segment what it belongs to
 * @param bytes roughly the heap it holds
 */
record FinishedSpan(ReadableSpan span, Segment segment, int bytes) {

  private static final int USUAL_BYTES = 1_000;

  /** Estimates the size by what can be large, as cheaply as the application's thread deserves. */
  static FinishedSpan of(ReadableSpan span, Segment segment) {
    SentryHead head = segment.head();
    return new FinishedSpan(
        span,
        segment,
        USUAL_BYTES
            + (head == null ? 0 : head.chars())
            + span.getName().length()
            + length(span, GEN_AI_TOOL_CALL_ARGUMENTS)
            + length(span, GEN_AI_TOOL_CALL_RESULT)
            + length(span, MCP_TOOL_RESULT_CONTENT)
            + length(span, MCP_PROMPT_RESULT_CONTENT));
  }

  private static int length(ReadableSpan span, AttributeKey<String> key) {
    String text = span.getAttribute(key);
    return text == null ? 0 : text.length();
  }
}
