package dev.mcpsentry.telemetry.options;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The ways in which Sentry takes spans. Names: Sentry's SDKs' {@code traceLifecycle}. */
public enum TraceLifecycle {
  /** Spans, several of a trace together, whenever they end. */
  STREAM,
  /** Transactions, each with the spans below it. */
  STATIC,
  /** OpenTelemetry's protocol, to Sentry's own endpoint for it. */
  OTLP;

  static @Nullable TraceLifecycle of(String text) {
    for (TraceLifecycle lifecycle : values()) {
      if (lifecycle.toString().equals(text.trim().toLowerCase(Locale.ROOT))) {
        return lifecycle;
      }
    }
    return null;
  }

  /** As it is written in settings. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
