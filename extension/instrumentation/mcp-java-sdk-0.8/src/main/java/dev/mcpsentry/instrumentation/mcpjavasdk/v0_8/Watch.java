package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import io.opentelemetry.context.Context;

/** Follows one subscription. Implementations may throw; the caller steps aside. */
interface Watch<T> {

  /** The context in which the subscription's work runs. */
  Context context();

  /** A value passed. */
  void next(T value);

  /** The subscription ended with an error. */
  void failed(Throwable problem);

  /** The subscription ended well. */
  void completed();

  /** Whoever waited for the answer went away. */
  void cancelled();
}
