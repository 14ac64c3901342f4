package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import io.opentelemetry.sdk.common.CompletableResultCode;

/**
 * How spans travel: one of the ways in which Sentry takes them. Belongs to the bridge's thread;
 * knows time, in {@link System#nanoTime}, only from its callers.
 */
interface SpanWay {

  /** Takes an ended span; where its segment is not decided on yet, it waits for that. */
  void accept(Segment segment, TypedSpan span, long now);

  /** Lets a span that is not told no longer be waited for. */
  void skip(Segment segment, TypedSpan span);

  /** What is lost with a span that is not told, or with a segment's root. Any thread. */
  Losses losses(boolean root);

  /** Sends what is due. */
  void tick(long now);

  /** Sends what is complete, and at the end of the process the rest too. */
  void flush(boolean last);

  /** Nanoseconds until something is due, at most {@code atMost}. */
  long untilNextDeadline(long now, long atMost);

  /** Whether what it sent by itself has arrived or was given up. */
  default boolean isSettled() {
    return true;
  }

  /** Ends what it sends by itself. */
  default CompletableResultCode close() {
    return CompletableResultCode.ofSuccess();
  }
}
