package dev.mcpsentry.sentry;

import dev.mcpsentry.sentry.internal.bridge.Bridge;
import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.bridge.Signal;
import dev.mcpsentry.sentry.internal.bridge.Wakeup;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.EnvelopeWriter;
import dev.mcpsentry.sentry.internal.health.HealthSignal;
import dev.mcpsentry.sentry.internal.issue.CrashSignal;
import dev.mcpsentry.sentry.internal.issue.Issues;
import dev.mcpsentry.sentry.internal.metric.MetricSignal;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.span.SpanSignal;
import dev.mcpsentry.sentry.internal.transport.Sender;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;

/** What one process tells Sentry: the signals, wired, and their intakes for the SDK's providers. */
final class SentrySignals {

  private final Bridge bridge;
  private final SpanSignal spans;
  private final MetricSignal metrics;

  private SentrySignals(Bridge bridge, SpanSignal spans, MetricSignal metrics) {
    this.bridge = bridge;
    this.spans = spans;
    this.metrics = metrics;
  }

  /** Starts the bridge. */
  static SentrySignals start(BridgeOptions options, StderrLog log) {
    Redaction redaction = new Redaction(options.redactKeys());
    About about = new About(options);
    ClientReports reports = new ClientReports();
    Sender sender = new Sender(options, reports, log);
    Outbox outbox = new Outbox(new EnvelopeWriter(options, about), reports, sender::submit);
    Wakeup wakeup = new Wakeup();

    Issues issues = new Issues(options, redaction, about, outbox, log);
    HealthSignal health = new HealthSignal(about, outbox);
    SpanSignal spans =
        new SpanSignal(options, about, redaction, issues, health, outbox, wakeup, log);
    CrashSignal crashes =
        new CrashSignal(issues, health, traceId -> spans.ofOurs(traceId, true), outbox, wakeup);

    MetricSignal metrics = new MetricSignal(options, about, redaction, outbox, wakeup, log);

    List<Signal> signals = List.of(spans, crashes, health, metrics);
    Bridge bridge = Bridge.start(signals, outbox, sender, wakeup, log);
    return new SentrySignals(bridge, spans, metrics);
  }

  /** For the tracer provider. */
  SpanProcessor spans() {
    return spans.intake(bridge.lease());
  }

  /** For the meter provider. */
  MetricReader metrics() {
    return metrics.intake(bridge.lease());
  }
}
