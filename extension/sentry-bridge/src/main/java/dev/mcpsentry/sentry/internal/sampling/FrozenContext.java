package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.telemetry.propagation.SentryHead;
import org.jspecify.annotations.Nullable;

/**
 * That of a trace somebody else began.
 *
 * @param head told as it came, or not at all when it is not complete
 */
public record FrozenContext(SentryHead head) implements SamplingContext {

  @Override
  public FrozenContext named(@Nullable String transaction) {
    return this;
  }
}
