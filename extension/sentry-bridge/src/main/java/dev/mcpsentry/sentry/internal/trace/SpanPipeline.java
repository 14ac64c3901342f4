package dev.mcpsentry.sentry.internal.trace;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_FAILED_START;

import dev.mcpsentry.sentry.internal.error.Crash;
import dev.mcpsentry.sentry.internal.error.Crashes;
import dev.mcpsentry.sentry.internal.error.Failure;
import dev.mcpsentry.sentry.internal.error.Issues;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.session.SessionAggregates;
import dev.mcpsentry.sentry.internal.transport.ClientReports;
import dev.mcpsentry.sentry.internal.transport.DataCategory;
import dev.mcpsentry.sentry.internal.transport.DiscardReason;
import dev.mcpsentry.sentry.internal.transport.Envelope;
import dev.mcpsentry.sentry.internal.transport.EnvelopeWriter;
import dev.mcpsentry.sentry.internal.transport.JsonBytes;
import dev.mcpsentry.sentry.internal.transport.TraceHeader;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.error.FailureKind.Health;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.propagation.SentrySampling;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Consumer;

/**
 * What happens to a finished span: filter, issue, release health, transaction. Belongs to the
 * bridge's thread.
 */
final class SpanPipeline implements SegmentSink {

  private final Redaction redaction;
  private final OpenSpans open;
  private final SentrySampling sampling;
  private final Assembler assembler;
  private final DestinationFilter destination;
  private final Crashes crashes;
  private final Issues issues;
  private final SessionAggregates sessions;
  private final TransactionWriter transactions;
  private final EnvelopeWriter envelopes;
  private final ClientReports reports;
  private final Consumer<Envelope> out;
  private final StderrLog log;
  private final JsonBytes json = new JsonBytes();

  SpanPipeline(
      BridgeOptions options,
      OpenSpans open,
      Crashes crashes,
      AssemblerLimits limits,
      ClientReports reports,
      Consumer<Envelope> out,
      StderrLog log) {
    this.redaction = new Redaction(options.redactKeys());
    this.open = open;
    this.crashes = crashes;
    this.reports = reports;
    this.out = out;
    this.log = log;
    this.sampling = new SentrySampling(options.tracesSampleRate());
    this.assembler = new Assembler(open, sampling, limits, this);
    this.destination = new DestinationFilter(options.dsn());
    this.envelopes = new EnvelopeWriter(options);
    this.issues = new Issues(options, redaction, envelopes, out, reports, log);
    this.sessions = new SessionAggregates(options);
    this.transactions = new TransactionWriter(options, redaction);
  }

  void accept(FinishedSpan finished, long now) {
    SpanData span = finished.span().toSpanData();
    Segment segment = finished.segment();
    if (destination.matches(span)) {
      assembler.skip(segment, span);
      return;
    }
    if (Boolean.TRUE.equals(span.getAttributes().get(MCP_SENTRY_FAILED_START))) {
      assembler.skip(segment, span);
      failedStart(span);
      return;
    }
    if (Family.of(span) == Family.MCP) {
      mcp(span);
    } else if (span.getKind() == SpanKind.SERVER && segment.isRoot(span)) {
      SpanDescription description = SpanDescription.of(span);
      issues.escaped(
          span,
          description.op(),
          description.text(redaction),
          SentrySampling.rand(span.getTraceId()),
          sampling.isSampled(span.getTraceId()));
    }
    assembler.accept(segment, span, now);
  }

  /** Counts a span that could not be handled, and no longer waits for it. */
  void lost(FinishedSpan finished) {
    String spanId = finished.span().getSpanContext().getSpanId();
    open.forget(spanId);
    reports.count(DiscardReason.INTERNAL_SDK_ERROR, DataCategory.SPAN, 1);
    if (finished.segment().isRoot(spanId)) {
      reports.count(DiscardReason.INTERNAL_SDK_ERROR, DataCategory.TRANSACTION, 1);
    }
  }

  private void mcp(SpanData span) {
    // a failed call of ours reached its caller as an exception; whether that is an issue is decided
    // where it ends up
    if (span.getKind() != SpanKind.SERVER) {
      return;
    }
    FailureKind kind = Failure.of(span);
    sessions.count(span.getStartEpochNanos(), kind == null ? Health.NONE : kind.health());
    if (kind != null) {
      issues.mcp(
          span,
          SpanDescription.of(span).op(),
          kind,
          SentrySampling.rand(span.getTraceId()),
          sampling.isSampled(span.getTraceId()));
    }
  }

  private void failedStart(SpanData span) {
    String traceId = span.getTraceId();
    if (issues.failedStart(span, SentrySampling.rand(traceId), sampling.isSampled(traceId))) {
      sessions.count(span.getStartEpochNanos(), Health.CRASHED);
    }
  }

  private void tellCrashes() {
    for (Crash crash = crashes.poll(); crash != null; crash = crashes.poll()) {
      String traceId = crash.traceId();
      if (issues.crash(crash, SentrySampling.rand(traceId), sampling.isSampled(traceId))) {
        sessions.count(crash.epochNanos(), Health.CRASHED);
      }
    }
  }

  void tick(long now) {
    tellCrashes();
    assembler.tick(now);
    open.evict(now);
  }

  void flush(boolean everything) {
    tellCrashes();
    assembler.flush(everything);
  }

  long untilNextDeadline(long now, long atMost) {
    return assembler.untilNextDeadline(now, atMost);
  }

  /** Sends the minute's release health and what was dropped. */
  void report() {
    if (!sessions.isEmpty()) {
      sessions.drainTo(json.clear());
      out.accept(envelopes.sessions(json));
    }
    Envelope report = envelopes.clientReport(reports);
    if (report != null) {
      out.accept(report);
    }
  }

  @Override
  public void transaction(SpanData root, List<SpanData> descendants) {
    try {
      send(root, descendants);
    } catch (Throwable problem) {
      reports.countTransaction(DiscardReason.INTERNAL_SDK_ERROR, descendants.size());
      log.stepAside("transaction", problem);
    }
  }

  private void send(SpanData root, List<SpanData> descendants) {
    String eventId = envelopes.newEventId();
    int written = transactions.write(eventId, root, descendants);
    reports.count(
        DiscardReason.BUFFER_OVERFLOW, DataCategory.SPAN, descendants.size() - (long) written);
    TraceHeader trace =
        new TraceHeader(
            root.getTraceId(), SentrySampling.rand(root.getTraceId()), true, root.getName());
    out.accept(envelopes.transaction(eventId, trace, transactions.payload(), written));
  }

  @Override
  public void discardRoot(DiscardReason reason) {
    reports.countTransaction(reason, 0);
  }

  @Override
  public void discardSpans(DiscardReason reason, int count) {
    reports.count(reason, DataCategory.SPAN, count);
  }
}
