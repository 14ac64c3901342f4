package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.options.Globs;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.sdk.common.CompletableResultCode;

/**
 * {@code stream} and {@code otlp}: spans leave as they end, and what ends late is just a later
 * span.
 */
final class StreamWay implements SpanWay {

  private final LoneRequests loneRequests = new LoneRequests();
  private final OpenSpans open;
  private final SpanSink sink;
  private final Globs ignored;
  private final Redaction redaction;
  private final Outbox outbox;

  /**
   * @param ignored names of segments that are not sent, nor what is inside
   */
  StreamWay(OpenSpans open, SpanSink sink, Globs ignored, Redaction redaction, Outbox outbox) {
    this.open = open;
    this.sink = sink;
    this.ignored = ignored;
    this.redaction = redaction;
    this.outbox = outbox;
  }

  @Override
  public void accept(Segment segment, TypedSpan span, long now) {
    boolean alone = segment.isAlone(span);
    segment.settle();
    open.forget(span.spanId());
    if (segment.isRoot(span)) {
      segment.named(span.name(redaction));
    }
    if (segment.decision().sampled() && isIgnored(segment, span)) {
      outbox.drop(DiscardReason.IGNORED, losses(true));
      return;
    }
    if (!segment.decision().sampled()
        || alone
            && LoneRequests.isOne(span.data())
            && !loneRequests.admit(span.convention(), now)) {
      outbox.drop(DiscardReason.SAMPLE_RATE, losses(true));
      return;
    }
    sink.add(new StreamedSpan(segment, span), SpanSize.estimate(span.data()), now);
  }

  // what ends before its segment goes by the name the segment has by then
  private boolean isIgnored(Segment segment, TypedSpan span) {
    return !ignored.isEmpty()
        && ignored.match(StreamWriter.isSegment(segment, span) ? span.name() : segment.name());
  }

  @Override
  public void skip(Segment segment, TypedSpan span) {
    segment.settle();
    open.forget(span.spanId());
  }

  @Override
  public Losses losses(boolean root) {
    return Losses.of(DataCategory.SPAN, 1);
  }

  @Override
  public void tick(long now) {
    sink.tick(now);
  }

  @Override
  public void flush(boolean last) {
    sink.flush();
  }

  @Override
  public long untilNextDeadline(long now, long atMost) {
    return sink.untilNextDeadline(now, atMost);
  }

  @Override
  public boolean isSettled() {
    return sink.isSettled();
  }

  @Override
  public CompletableResultCode close() {
    return sink.close();
  }
}
