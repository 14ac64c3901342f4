package dev.mcpsentry.sentry;

import dev.mcpsentry.sentry.internal.breadcrumb.Breadcrumbs;
import dev.mcpsentry.sentry.internal.bridge.Bridge;
import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.bridge.Signal;
import dev.mcpsentry.sentry.internal.bridge.StatusSignal;
import dev.mcpsentry.sentry.internal.bridge.Wakeup;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.EnvelopeWriter;
import dev.mcpsentry.sentry.internal.health.ClosedSessions;
import dev.mcpsentry.sentry.internal.health.HealthSignal;
import dev.mcpsentry.sentry.internal.http.HttpWatch;
import dev.mcpsentry.sentry.internal.issue.CrashSignal;
import dev.mcpsentry.sentry.internal.issue.Issues;
import dev.mcpsentry.sentry.internal.issue.ReportedElsewhere;
import dev.mcpsentry.sentry.internal.log.LogSignal;
import dev.mcpsentry.sentry.internal.metric.EventCounters;
import dev.mcpsentry.sentry.internal.metric.MetricSignal;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.SamplingOptions;
import dev.mcpsentry.sentry.internal.sampling.AdaptiveRates;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import dev.mcpsentry.sentry.internal.sampling.TraceBounds;
import dev.mcpsentry.sentry.internal.span.SpanSignal;
import dev.mcpsentry.sentry.internal.transport.Sender;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one process tells Sentry: the signals, wired, and their intakes for the SDK's providers. */
final class SentrySignals {

  private final Bridge bridge;
  private final SpanSignal spans;
  private final LogSignal logs;
  private final MetricSignal metrics;
  private final HttpWatch http;
  private final OwnRecords ownRecords;

  private SentrySignals(
      Bridge bridge,
      SpanSignal spans,
      LogSignal logs,
      MetricSignal metrics,
      HttpWatch http,
      OwnRecords ownRecords) {
    this.bridge = bridge;
    this.spans = spans;
    this.logs = logs;
    this.metrics = metrics;
    this.http = http;
    this.ownRecords = ownRecords;
  }

  /**
   * Starts the bridge.
   *
   * @param host the version of the agent around this extension; null when it is not known
   */
  static SentrySignals start(BridgeOptions options, @Nullable String host, StderrLog log) {
    Redaction redaction = options.redaction();
    About about = new About(options);
    ClientReports reports = new ClientReports();
    Sender sender = Sender.start(options, reports, log);
    Outbox outbox = new Outbox(new EnvelopeWriter(options, about), reports, sender::submit);
    Wakeup wakeup = new Wakeup();

    Sampling sampling = sampling(options, log);
    Breadcrumbs breadcrumbs = new Breadcrumbs();
    ReportedElsewhere reported = new ReportedElsewhere();
    Issues issues = new Issues(options, redaction, about, breadcrumbs, reported, outbox, log);
    HealthSignal health = new HealthSignal(options.sessionMode(), about, outbox);
    SpanSignal spans =
        new SpanSignal(
            options, about, redaction, issues, breadcrumbs, health, sampling, outbox, wakeup, log);
    CrashSignal crashes = new CrashSignal(issues, health, sampling, outbox, wakeup);

    // after those who may report what was logged
    LogSignal logs =
        new LogSignal(
            options,
            about,
            redaction,
            spans.open(),
            issues,
            breadcrumbs,
            sampling,
            outbox,
            wakeup,
            log);
    MetricSignal metrics = new MetricSignal(options, about, redaction, outbox, wakeup, log);

    // after the spans that ended before them
    ClosedSessions closed = new ClosedSessions(health, breadcrumbs, wakeup);

    StatusSignal status = new StatusSignal(host, reports, sender.deliveries(), log);
    List<Signal> signals = List.of(spans, crashes, closed, health, logs, metrics, status);
    Bridge bridge = Bridge.start(signals, outbox, sender, wakeup, log);
    OwnRecords ownRecords =
        new OwnRecords(closed, reported, new EventCounters(options, metrics), log);
    HttpWatch http =
        new HttpWatch(options.http(), options::identities, metrics::count, spans.open()::tell, log);
    http.start();
    return new SentrySignals(bridge, spans, logs, metrics, http, ownRecords);
  }

  private static Sampling sampling(BridgeOptions options, StderrLog log) {
    SamplingOptions sampling = options.sampling();
    AdaptiveRates adaptive =
        sampling.adaptive()
            ? new AdaptiveRates(options.redaction()::text, log::line, System.nanoTime())
            : null;
    return new Sampling(sampling.rules(), new TraceBounds(sampling.tracesPerSecond()), adaptive);
  }

  /** For the tracer provider; holds the bridge until it is shut down. */
  SpanProcessor spans() {
    return spans.intake(http, bridge.lease());
  }

  /** For the logger provider, which holds the bridge until it is shut down. */
  LogRecordProcessor logs() {
    return LogRecordProcessor.composite(ownRecords, logs.intake(bridge.lease()));
  }

  /**
   * For the meter provider, which holds the bridge until it is shut down; null where metrics are
   * switched off.
   */
  @Nullable MetricReader metrics() {
    return metrics.reader(bridge::lease);
  }
}
