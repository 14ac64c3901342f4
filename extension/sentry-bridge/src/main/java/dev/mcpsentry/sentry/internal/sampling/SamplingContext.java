package dev.mcpsentry.sentry.internal.sampling;

import org.jspecify.annotations.Nullable;

/** An envelope's dynamic sampling context: what Sentry is told of the whole trace. */
public sealed interface SamplingContext permits TraceHeader, FrozenContext {

  /** The same for a segment of that name, as far as the name is ours to add. */
  SamplingContext named(@Nullable String transaction);
}
