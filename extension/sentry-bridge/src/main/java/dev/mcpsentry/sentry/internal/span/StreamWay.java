package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.options.Globs;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.sdk.common.CompletableResultCode;

/**
 * {@code stream} and {@code otlp}: spans leave as they end, and what ends late is just a later
 * span.
 */
final class StreamWay implements SpanWay {

  private final LoneRequests loneRequests = new LoneRequests();
  private final Undecided undecided = new Undecided();
  private final OpenSpans open;
  private final Sampling sampling;
  private final SpanSink sink;
  private final Globs ignored;
  private final Redaction redaction;
  private final Outbox outbox;

  /**
   * @param ignored names of segments that are not sent, nor what is inside
   */
  StreamWay(
      OpenSpans open,
      Sampling sampling,
      SpanSink sink,
      Globs ignored,
      Redaction redaction,
      Outbox outbox) {
    this.open = open;
    this.sampling = sampling;
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
    if (!segment.isDecided()) {
      undecided.hold(segment, span, now);
      releaseDue(now);
      return;
    }
    release(segment, now);
    if (alone
        && segment.decision().sampled()
        && LoneRequests.isOne(span.data())
        && !loneRequests.admit(span.convention(), now)) {
      outbox.drop(DiscardReason.SAMPLE_RATE, losses(true));
    } else {
      tell(segment, span, now);
    }
  }

  private void tell(Segment segment, TypedSpan span, long now) {
    if (!segment.decision().sampled()) {
      outbox.drop(DiscardReason.SAMPLE_RATE, losses(true));
    } else if (isIgnored(segment, span)) {
      outbox.drop(DiscardReason.IGNORED, losses(true));
    } else {
      sink.add(new StreamedSpan(segment, span), SpanSize.estimate(span.data()), now);
    }
  }

  private void release(Segment segment, long now) {
    for (TypedSpan held : undecided.take(segment)) {
      tell(segment, held, now);
    }
  }

  private void releaseDue(long now) {
    for (Segment due = undecided.due(now); due != null; due = undecided.due(now)) {
      decideAndRelease(due, now);
    }
  }

  private void decideAndRelease(Segment segment, long now) {
    segment.decideEarly(sampling);
    release(segment, now);
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
    releaseDue(now);
    sink.tick(now);
  }

  @Override
  public void flush(boolean last) {
    // what still runs may fail
    for (Segment left = undecided.eldest(); last && left != null; left = undecided.eldest()) {
      decideAndRelease(left, System.nanoTime());
    }
    sink.flush();
  }

  @Override
  public long untilNextDeadline(long now, long atMost) {
    return sink.untilNextDeadline(now, undecided.untilNextDeadline(now, atMost));
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
