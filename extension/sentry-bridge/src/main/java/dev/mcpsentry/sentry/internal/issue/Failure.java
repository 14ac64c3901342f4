package dev.mcpsentry.sentry.internal.issue;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_FAILURE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.RPC_RESPONSE_STATUS_CODE;

import dev.mcpsentry.telemetry.error.ClientGone;
import dev.mcpsentry.telemetry.error.FailureKind;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which row of the taxonomy an MCP span belongs to. */
public final class Failure {

  // the convention's own words
  private static final List<FailureKind> TOLD_BY_TYPE =
      List.of(FailureKind.TOOL_REPORTED, FailureKind.TIMEOUT);

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
    for (FailureKind kind : TOLD_BY_TYPE) {
      if (type != null && type.equals(kind.errorType().word())) {
        return kind;
      }
    }
    return attributes.get(RPC_RESPONSE_STATUS_CODE) != null
        ? FailureKind.PROTOCOL
        : FailureKind.TRANSPORT;
  }
}
