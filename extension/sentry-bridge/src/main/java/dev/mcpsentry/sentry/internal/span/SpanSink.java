package dev.mcpsentry.sentry.internal.span;

import io.opentelemetry.sdk.common.CompletableResultCode;

/** Where spans go that are told one by one. Belongs to the bridge's thread. */
interface SpanSink {

  /**
   * Takes a span.
   *
   * @param bytes roughly the heap it holds
   */
  void add(StreamedSpan span, long bytes, long now);

  /** Sends what is due. */
  void tick(long now);

  /** Sends everything. */
  void flush();

  /** Nanoseconds until something is due, at most {@code atMost}. */
  long untilNextDeadline(long now, long atMost);

  /** Whether what was sent has arrived, or was given up, as far as the sink sends itself. */
  default boolean isSettled() {
    return true;
  }

  /** Ends, after what is being sent has had until then, in {@link System#nanoTime}. */
  default CompletableResultCode close() {
    return CompletableResultCode.ofSuccess();
  }
}
