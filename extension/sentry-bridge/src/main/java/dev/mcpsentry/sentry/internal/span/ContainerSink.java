package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.envelope.Priority;
import dev.mcpsentry.sentry.internal.sampling.TraceHeader;
import dev.mcpsentry.telemetry.StderrLog;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * {@code stream}: those of a trace that end at about the same time share a container. Limits:
 * Sentry's span protocol, and for quiet traces and all of them together our own.
 */
final class ContainerSink implements SpanSink {

  private static final TraceBuffers.Limits LIMITS =
      new TraceBuffers.Limits(
          TimeUnit.SECONDS.toNanos(1),
          TimeUnit.SECONDS.toNanos(5),
          1_000,
          1L << 20,
          20_000,
          16L << 20);

  private final TraceBuffers<StreamedSpan> buffers = new TraceBuffers<>(LIMITS, this::send);
  private final StreamWriter writer;
  private final Outbox outbox;
  private final StderrLog log;

  ContainerSink(StreamWriter writer, Outbox outbox, StderrLog log) {
    this.writer = writer;
    this.outbox = outbox;
    this.log = log;
  }

  @Override
  public void add(StreamedSpan span, long bytes, long now) {
    buffers.add(span.span().traceId(), span, bytes, now);
  }

  @Override
  public void tick(long now) {
    buffers.tick(now);
  }

  @Override
  public void flush() {
    buffers.flush();
  }

  @Override
  public long untilNextDeadline(long now, long atMost) {
    return buffers.untilNextDeadline(now, atMost);
  }

  private void send(String traceId, List<StreamedSpan> spans) {
    if (haveOneRate(spans)) {
      send(spans);
    } else {
      // an envelope tells one
      spans.stream()
          .collect(Collectors.groupingBy(StreamedSpan::rate))
          .values()
          .forEach(this::send);
    }
  }

  private static boolean haveOneRate(List<StreamedSpan> spans) {
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).rate() != spans.get(0).rate()) {
        return false;
      }
    }
    return true;
  }

  private void send(List<StreamedSpan> spans) {
    try {
      Segment first = spans.get(0).segment();
      TraceHeader trace = first.decision().header(first.name());
      Item item = Item.spans(trace, writer.write(spans), spans.size());
      boolean failed = spans.stream().anyMatch(kept -> kept.span().failed());
      outbox.put(failed ? item.at(Priority.FAILURES) : item);
    } catch (Throwable problem) {
      outbox.drop(DiscardReason.INTERNAL_SDK_ERROR, Losses.of(DataCategory.SPAN, spans.size()));
      log.stepAside("spans", problem);
    }
  }
}
