package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.convention.Family;
import dev.mcpsentry.sentry.internal.convention.SpanDescription;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.envelope.Priority;
import dev.mcpsentry.sentry.internal.sampling.SamplingContext;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.propagation.SentrySampling;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * {@code stream}: spans leave as they end, those of a trace that end at about the same time
 * together; what ends late is just a later span. Limits: Sentry's span protocol, and for quiet
 * traces and all of them together our own.
 */
final class StreamWay implements SpanWay {

  private static final TraceBuffers.Limits LIMITS =
      new TraceBuffers.Limits(
          TimeUnit.SECONDS.toNanos(1),
          TimeUnit.SECONDS.toNanos(5),
          1_000,
          1L << 20,
          20_000,
          16L << 20);

  private final TraceBuffers<StreamedSpan> buffers = new TraceBuffers<>(LIMITS, this::send);
  private final LoneRequests loneRequests = new LoneRequests();
  private final OpenSpans open;
  private final SentrySampling sampling;
  private final BiFunction<Segment, SpanData, SamplingContext> traces;
  private final StreamWriter writer;
  private final Redaction redaction;
  private final Outbox outbox;
  private final StderrLog log;

  /**
   * @param traces what Sentry is told of the trace of a span
   */
  StreamWay(
      OpenSpans open,
      SentrySampling sampling,
      BiFunction<Segment, SpanData, SamplingContext> traces,
      StreamWriter writer,
      Redaction redaction,
      Outbox outbox,
      StderrLog log) {
    this.open = open;
    this.sampling = sampling;
    this.traces = traces;
    this.writer = writer;
    this.redaction = redaction;
    this.outbox = outbox;
    this.log = log;
  }

  @Override
  public void accept(Segment segment, SpanData span, long now) {
    boolean alone = segment.isAlone(span);
    segment.settle();
    open.forget(span.getSpanId());
    if (segment.isRoot(span)) {
      segment.named(SpanDescription.of(span).text(redaction));
    }
    if (!sampling.isSampled(span.getTraceId(), segment.head())
        || alone && LoneRequests.isOne(span) && !loneRequests.admit(Family.of(span), now)) {
      outbox.drop(DiscardReason.SAMPLE_RATE, losses(true));
      return;
    }
    boolean failed = span.getStatus().getStatusCode() == StatusCode.ERROR;
    buffers.add(
        span.getTraceId(), new StreamedSpan(segment, span, failed), SpanSize.estimate(span), now);
  }

  @Override
  public void skip(Segment segment, SpanData span) {
    segment.settle();
    open.forget(span.getSpanId());
  }

  @Override
  public Losses losses(boolean root) {
    return Losses.of(DataCategory.SPAN, 1);
  }

  @Override
  public void tick(long now) {
    buffers.tick(now);
  }

  @Override
  public void flush(boolean last) {
    buffers.flush();
  }

  @Override
  public long untilNextDeadline(long now, long atMost) {
    return buffers.untilNextDeadline(now, atMost);
  }

  private void send(String traceId, List<StreamedSpan> spans) {
    try {
      StreamedSpan first = spans.get(0);
      SamplingContext trace =
          traces.apply(first.segment(), first.span()).named(first.segment().name());
      Item item = Item.spans(trace, writer.write(spans), spans.size());
      boolean failed = spans.stream().anyMatch(StreamedSpan::failed);
      outbox.put(failed ? item.at(Priority.FAILURES) : item);
    } catch (Throwable problem) {
      outbox.drop(DiscardReason.INTERNAL_SDK_ERROR, Losses.of(DataCategory.SPAN, spans.size()));
      log.stepAside("spans", problem);
    }
  }
}
