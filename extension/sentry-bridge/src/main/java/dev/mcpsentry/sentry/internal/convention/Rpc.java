package dev.mcpsentry.sentry.internal.convention;

import dev.mcpsentry.telemetry.error.FailureKind;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remote procedure calls; gRPC's codes by their own names. */
final class Rpc extends Convention {

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

  @Override
  boolean matches(SpanData span) {
    Attributes attributes = span.getAttributes();
    return attributes.get(Keys.RPC_SYSTEM) != null || attributes.get(Keys.RPC_SYSTEM_NAME) != null;
  }

  @Override
  String op(SpanData span) {
    return span.getKind() == SpanKind.SERVER ? "rpc.server" : "rpc";
  }

  @Override
  String status(SpanData span, boolean failed, @Nullable FailureKind failure) {
    Long code = span.getAttributes().get(Keys.GRPC_STATUS);
    if (code == null || code < 0 || code >= GRPC.size()) {
      return super.status(span, failed, failure);
    }
    return GRPC.get(code.intValue());
  }
}
