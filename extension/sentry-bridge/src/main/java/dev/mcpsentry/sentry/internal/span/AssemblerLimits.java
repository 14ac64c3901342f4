package dev.mcpsentry.sentry.internal.span;

import java.util.concurrent.TimeUnit;

/**
 * How much and how long the assembler holds.
 *
 * @param spansPerSegment most spans below one root; Sentry's SDKs allow 1000
 * @param heldSpans most spans of all segments
 * @param heldBytes most bytes, estimated, of all segments
 * @param graceNanos how long an ended root waits for children that were open
 * @param lateNanos how long a late child waits for others
 * @param rootlessNanos how long the first ended child waits for its root's end
 */
record AssemblerLimits(
    int spansPerSegment,
    int heldSpans,
    long heldBytes,
    long graceNanos,
    long lateNanos,
    long rootlessNanos) {

  static final AssemblerLimits DEFAULT =
      new AssemblerLimits(
          1_000,
          10_000,
          8L << 20,
          TimeUnit.MILLISECONDS.toNanos(200),
          TimeUnit.MILLISECONDS.toNanos(500),
          TimeUnit.SECONDS.toNanos(60));
}
