package dev.mcpsentry.sentry;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.concurrent.atomic.AtomicLong;

/** The same ids in every run, and trace ids that are spread over the range of ratio samplers. */
final class CountedIds implements IdGenerator {

  private final AtomicLong spans = new AtomicLong();
  private final AtomicLong traces = new AtomicLong();

  @Override
  public String generateSpanId() {
    return "%016x".formatted(spans.incrementAndGet());
  }

  @Override
  public String generateTraceId() {
    return "%032x".formatted(traces.incrementAndGet() * 0x9e3779b97f4a7c15L);
  }
}
