package dev.mcpsentry.sentry.internal.span;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;

/** A span with what else is known of it; only Sentry gets to see that. Immutable. */
final class EnrichedSpan extends DelegatingSpanData {

  private final JoinedAttributes attributes;

  private EnrichedSpan(SpanData span, Attributes facts) {
    super(span);
    this.attributes = new JoinedAttributes(facts, span.getAttributes());
  }

  /** The span itself where nothing else is known. */
  static SpanData of(SpanData span, Segment segment) {
    Attributes facts = segment.isRoot(span.getSpanId()) ? segment.facts() : null;
    return facts == null ? span : new EnrichedSpan(span, facts);
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public int getTotalAttributeCount() {
    return super.getTotalAttributeCount() + attributes.first().size();
  }
}
