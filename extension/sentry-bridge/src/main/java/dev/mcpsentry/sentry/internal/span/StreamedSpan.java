package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;

/**
 * A span that waits for others of its trace.
 *
 * @param segment what it belongs to
 */
record StreamedSpan(Segment segment, TypedSpan span) {

  /** The share of its like that is sent. */
  double rate() {
    return segment.decision().rate();
  }
}
