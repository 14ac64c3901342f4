package dev.mcpsentry.sentry.internal.bridge;

import io.opentelemetry.sdk.common.CompletableResultCode;

/**
 * A provider's hold on the bridge: the last that lets go ends it. Never blocks, never throws;
 * asking again after the end gets the same answer.
 */
public interface Lease {

  /** Sends what is complete; done when the server has it. */
  CompletableResultCode flush();

  /**
   * Sends everything there is until then, in {@link System#nanoTime}.
   *
   * @return done when the server has it or the time is over
   */
  CompletableResultCode release(long deadline);
}
