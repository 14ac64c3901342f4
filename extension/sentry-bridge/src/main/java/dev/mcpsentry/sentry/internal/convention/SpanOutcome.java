package dev.mcpsentry.sentry.internal.convention;

import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of a span in Sentry's words.
 *
 * <p>MCP: what the kind of failure says. HTTP: Sentry's table of status codes. gRPC: the code's own
 * name.
 */
public final class SpanOutcome {

  private static final String OK = "ok";
  private static final String INTERNAL_ERROR = "internal_error";

  // by gRPC status code
  private static final List<String> GRPC =
      List.of(
          OK,
          "cancelled",
          "unknown",
          "invalid_argument",
          "deadline_exceeded",
          "not_found",
          "already_exists",
          "permission_denied",
          "resource_exhausted",
          "failed_precondition",
          "aborted",
          "out_of_range",
          "unimplemented",
          INTERNAL_ERROR,
          "unavailable",
          "data_loss",
          "unauthenticated");

  private SpanOutcome() {}

  public static String of(SpanData span) {
    boolean failed = span.getStatus().getStatusCode() == StatusCode.ERROR;
    return switch (Family.of(span)) {
      case MCP -> mcp(span, failed);
      case HTTP -> http(span.getAttributes().get(Keys.HTTP_STATUS), failed);
      case RPC -> rpc(span.getAttributes().get(Keys.GRPC_STATUS), failed);
      default -> failed ? INTERNAL_ERROR : OK;
    };
  }

  private static String mcp(SpanData span, boolean failed) {
    FailureKind kind =
        FailureKind.ofAttributeValue(span.getAttributes().get(McpAttributes.MCP_SENTRY_FAILURE));
    if (kind == null) {
      return failed ? INTERNAL_ERROR : OK;
    }
    return kind.sentryStatus(failed);
  }

  private static String http(@Nullable Long status, boolean failed) {
    if (status == null || status < 400) {
      return failed ? INTERNAL_ERROR : OK;
    }
    return switch (status.intValue()) {
      case 401 -> "unauthenticated";
      case 403 -> "permission_denied";
      case 404 -> "not_found";
      case 409 -> "already_exists";
      case 413 -> "failed_precondition";
      case 429 -> "resource_exhausted";
      case 499 -> "cancelled";
      case 501 -> "unimplemented";
      case 503 -> "unavailable";
      case 504 -> "deadline_exceeded";
      default -> status < 500 ? "invalid_argument" : INTERNAL_ERROR;
    };
  }

  private static String rpc(@Nullable Long code, boolean failed) {
    if (code == null || code < 0 || code >= GRPC.size()) {
      return failed ? INTERNAL_ERROR : OK;
    }
    return GRPC.get(code.intValue());
  }
}
