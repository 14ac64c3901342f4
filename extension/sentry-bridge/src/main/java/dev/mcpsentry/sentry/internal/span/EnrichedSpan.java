package dev.mcpsentry.sentry.internal.span;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/** A span with what else is known of it; only Sentry gets to see that. Belongs to one thread. */
final class EnrichedSpan extends DelegatingSpanData {

  private final Attributes facts;
  private @Nullable Attributes all;

  private EnrichedSpan(SpanData span, Attributes facts) {
    super(span);
    this.facts = facts;
  }

  /** The span itself where nothing else is known. */
  static SpanData of(SpanData span, Segment segment) {
    Attributes facts = segment.isRoot(span.getSpanId()) ? segment.facts() : null;
    return facts == null ? span : new EnrichedSpan(span, facts);
  }

  @Override
  public Attributes getAttributes() {
    Attributes known = all;
    if (known == null) {
      known = facts.toBuilder().putAll(super.getAttributes()).build();
      all = known;
    }
    return known;
  }

  @Override
  public int getTotalAttributeCount() {
    return super.getTotalAttributeCount() + facts.size();
  }
}
