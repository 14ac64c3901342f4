package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.Convention;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Admits requests that nothing in the process surrounds, of each convention some at once and then a
 * few a minute: what a program asks at its start, or a command-line client asks a model, is told,
 * but a pool that polls all day is not most of what Sentry gets. Knows time only from its callers.
 */
final class LoneRequests {

  static final int AT_ONCE = 60;
  static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

  // until when the admitted ones have used up their intervals
  private final Map<Convention, Long> used = new IdentityHashMap<>();

  /** Whether a span that stands alone is a request that nothing in the process surrounds. */
  static boolean isOne(SpanData root) {
    SpanKind kind = root.getKind();
    return (kind == SpanKind.CLIENT || kind == SpanKind.PRODUCER)
        && !root.getParentSpanContext().isValid();
  }

  /** Whether one more may pass; of some conventions each may. */
  boolean admit(Convention convention, long now) {
    if (!convention.isThinnedOut()) {
      return true;
    }
    Long until = used.get(convention);
    long next = (until == null || until - now < 0 ? now : until) + INTERVAL_NANOS;
    if (next - now > AT_ONCE * INTERVAL_NANOS) {
      return false;
    }
    used.put(convention, next);
    return true;
  }
}
