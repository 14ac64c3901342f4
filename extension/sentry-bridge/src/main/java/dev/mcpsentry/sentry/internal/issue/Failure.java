package dev.mcpsentry.sentry.internal.issue;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_FAILURE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.RPC_RESPONSE_STATUS_CODE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.TOOL_ERROR;

import dev.mcpsentry.telemetry.error.ClientGone;
import dev.mcpsentry.telemetry.error.FailureKind;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/** Which row of the taxonomy an MCP span belongs to. */
public final class Failure {

  private Failure() {}

  /**
   * The row the instrumentation named, or for a failed span of somebody else's instrumentation the
   * likeliest one; null for a success.
   */
  public static @Nullable FailureKind of(SpanData span) {
    Attributes attributes = span.getAttributes();
    FailureKind named = FailureKind.ofAttributeValue(attributes.get(MCP_SENTRY_FAILURE));
    if (named != null || span.getStatus().getStatusCode() != StatusCode.ERROR) {
      return named;
    }
    Throwable throwable = RecordedException.of(span);
    if (throwable != null) {
      return ClientGone.isCauseOf(throwable) ? FailureKind.CANCELLED : FailureKind.TOOL_EXCEPTION;
    }
    String type = attributes.get(ERROR_TYPE);
    if (TOOL_ERROR.equals(type)) {
      return FailureKind.TOOL_REPORTED;
    }
    if ("timeout".equals(type)) {
      return FailureKind.TIMEOUT;
    }
    return attributes.get(RPC_RESPONSE_STATUS_CODE) != null
        ? FailureKind.PROTOCOL
        : FailureKind.TRANSPORT;
  }
}
