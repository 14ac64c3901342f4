package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.telemetry.propagation.SentryHead;
import org.jspecify.annotations.Nullable;

/**
 * That of a trace somebody else began.
 *
 * @param traceId 32 hex digits
 * @param head told as it came; of one that is not complete, only what an item cannot do without
 */
public record FrozenContext(String traceId, SentryHead head) implements SamplingContext {

  @Override
  public FrozenContext named(@Nullable String transaction) {
    return this;
  }
}
