package dev.mcpsentry.telemetry.propagation;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import org.jspecify.annotations.Nullable;

/**
 * Sentry's header {@code sentry-trace}: {@code traceid-spanid[-sampled]}. Source: Sentry's
 * developer documentation, trace propagation 1.9.0.
 *
 * @param parent the span that sent it. Sampled whatever Sentry's decision is: that one is not
 *     OpenTelemetry's.
 * @param decision Sentry's
 */
record SentryTrace(SpanContext parent, SentryDecision decision) {

  static final String KEY = "sentry-trace";

  private static final int MAX_CHARS = 64;

  /** Null when there is none or it is broken. */
  static @Nullable SentryTrace parse(@Nullable String value) {
    if (value == null || value.length() > MAX_CHARS) {
      return null;
    }
    String[] parts = value.trim().split("-", -1);
    SentryDecision decision = parts.length == 3 ? decision(parts[2]) : SentryDecision.DEFERRED;
    if (parts.length < 2 || parts.length > 3 || decision == null) {
      return null;
    }
    SpanContext parent =
        SpanContext.createFromRemoteParent(
            parts[0], parts[1], TraceFlags.getSampled(), TraceState.getDefault());
    return parent.isValid() ? new SentryTrace(parent, decision) : null;
  }

  private static @Nullable SentryDecision decision(String flag) {
    return switch (flag) {
      case "1" -> SentryDecision.SAMPLED;
      case "0" -> SentryDecision.UNSAMPLED;
      case "" -> SentryDecision.DEFERRED;
      default -> null;
    };
  }

  /** What a span sends along. */
  static String text(SpanContext span, SentryDecision decision) {
    String ids = span.getTraceId() + "-" + span.getSpanId();
    return switch (decision) {
      case SAMPLED -> ids + "-1";
      case UNSAMPLED -> ids + "-0";
      case DEFERRED -> ids;
    };
  }

  String traceId() {
    return parent.getTraceId();
  }
}
