package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.telemetry.Product;
import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code otlp}: batches across traces, by OpenTelemetry's own exporter. So many exports are on
 * their way at a time as a distant server asks for; what waits beyond is bounded, and the oldest
 * goes.
 */
final class OtlpSink implements SpanSink {

  static final int BATCH_SPANS = 512;
  static final int IN_FLIGHT = 8;
  static final int WAITING_BATCHES = 40;

  private static final long BATCH_BYTES = 1L << 20;
  private static final long AGE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TIMEOUT_SECONDS = 10;

  private final SpanExporter exporter;
  private final OtlpWriter writer;
  private final Outbox outbox;
  private final StderrLog log;
  private final ArrayDeque<List<SpanData>> waiting = new ArrayDeque<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private List<SpanData> batch = new ArrayList<>();
  private long batchBytes;
  private long firstNanos;

  OtlpSink(SpanExporter exporter, OtlpWriter writer, Outbox outbox, StderrLog log) {
    this.exporter = exporter;
    this.writer = writer;
    this.outbox = outbox;
    this.log = log;
  }

  /** OpenTelemetry's exporter to Sentry's endpoint; the agent traces nothing of what it sends. */
  static SpanExporter exporter(Dsn dsn) {
    return OtlpHttpSpanExporter.builder()
        .setEndpoint(dsn.otlpTracesUrl())
        .addHeader("x-sentry-auth", dsn.authorization(Product.NAME + "/" + Product.VERSION))
        .setCompression("gzip")
        .setTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .build();
  }

  @Override
  public void add(StreamedSpan span, long bytes, long now) {
    if (batch.isEmpty()) {
      firstNanos = now;
    }
    batch.add(writer.write(span.segment(), span.span()));
    batchBytes += bytes;
    if (batch.size() >= BATCH_SPANS || batchBytes >= BATCH_BYTES) {
      close(batch);
    }
    export();
  }

  @Override
  public void tick(long now) {
    if (!batch.isEmpty() && now - firstNanos >= AGE_NANOS) {
      close(batch);
    }
    export();
  }

  @Override
  public void flush() {
    if (!batch.isEmpty()) {
      close(batch);
    }
    export();
  }

  @Override
  public long untilNextDeadline(long now, long atMost) {
    if (!waiting.isEmpty()) {
      return Math.min(atMost, TimeUnit.MILLISECONDS.toNanos(5));
    }
    return batch.isEmpty() ? atMost : Math.max(0, Math.min(atMost, firstNanos + AGE_NANOS - now));
  }

  @Override
  public boolean isSettled() {
    export();
    return inFlight.get() == 0 && waiting.isEmpty();
  }

  @Override
  public CompletableResultCode close() {
    for (List<SpanData> rest = waiting.poll(); rest != null; rest = waiting.poll()) {
      lost(DiscardReason.NETWORK_ERROR, rest);
    }
    return exporter.shutdown();
  }

  private void close(List<SpanData> full) {
    waiting.add(full);
    batch = new ArrayList<>(BATCH_SPANS);
    batchBytes = 0;
    if (waiting.size() > WAITING_BATCHES) {
      lost(DiscardReason.QUEUE_OVERFLOW, waiting.remove());
    }
  }

  private void export() {
    while (!waiting.isEmpty() && inFlight.get() < IN_FLIGHT) {
      export(waiting.remove());
    }
  }

  private void export(List<SpanData> spans) {
    inFlight.incrementAndGet();
    try {
      CompletableResultCode result = exporter.export(spans);
      result.whenComplete(
          () -> {
            if (!result.isSuccess()) {
              lost(DiscardReason.NETWORK_ERROR, spans);
              log.once("otlp", "Sentry did not take spans by OTLP; further reports are suppressed");
            }
            inFlight.decrementAndGet();
          });
    } catch (Throwable problem) {
      inFlight.decrementAndGet();
      lost(DiscardReason.INTERNAL_SDK_ERROR, spans);
      log.stepAside("OTLP", problem);
    }
  }

  private void lost(DiscardReason reason, List<SpanData> spans) {
    outbox.drop(reason, Losses.of(DataCategory.SPAN, spans.size()));
  }
}
