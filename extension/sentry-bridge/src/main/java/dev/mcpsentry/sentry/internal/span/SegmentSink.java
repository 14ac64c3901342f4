package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import java.util.List;

/** Who hears what the assembler puts together. */
interface SegmentSink {

  /** A root with everything known below it, in the order the spans ended. */
  void transaction(Segment segment, TypedSpan root, List<TypedSpan> descendants);

  /** A root that is not sent; its spans are told one by one. */
  void discardRoot(DiscardReason reason);

  /** Spans below a root that are not sent. */
  void discardSpans(DiscardReason reason, int count);
}
