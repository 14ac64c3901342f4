package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_FAILED_START;

import dev.mcpsentry.sentry.internal.convention.Family;
import dev.mcpsentry.sentry.internal.convention.SpanDescription;
import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.EnvelopeWriter;
import dev.mcpsentry.sentry.internal.health.SessionAggregates;
import dev.mcpsentry.sentry.internal.issue.Crash;
import dev.mcpsentry.sentry.internal.issue.Crashes;
import dev.mcpsentry.sentry.internal.issue.Failure;
import dev.mcpsentry.sentry.internal.issue.Issues;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.sampling.FrozenContext;
import dev.mcpsentry.sentry.internal.sampling.SamplingContext;
import dev.mcpsentry.sentry.internal.sampling.TraceHeader;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.error.FailureKind.Health;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.propagation.SentryHead;
import dev.mcpsentry.telemetry.propagation.SentrySampling;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Consumer;

/**
 * What happens to a finished span: filter, issue, release health, transaction. Belongs to the
 * bridge's thread.
 */
public final class SpanPipeline implements SegmentSink {

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

  public SpanPipeline(
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

  public void accept(FinishedSpan finished, long now) {
    SpanData span = finished.span();
    Segment segment = finished.segment();
    if (destination.matches(span)) {
      assembler.skip(segment, span);
      return;
    }
    if (Boolean.TRUE.equals(span.getAttributes().get(MCP_SENTRY_FAILED_START))) {
      assembler.skip(segment, span);
      failedStart(segment, span);
      return;
    }
    if (Family.of(span) == Family.MCP) {
      mcp(segment, span);
    } else if (span.getKind() == SpanKind.SERVER && segment.isRoot(span) && !segment.isJudged()) {
      SpanDescription description = SpanDescription.of(span);
      issues.escaped(span, description.op(), description.text(redaction), context(segment, span));
    }
    if (span.getSpanContext().isSampled()) {
      assembler.accept(segment, span, now);
    } else {
      open.forget(span.getSpanId());
      discardRoot(DiscardReason.SAMPLE_RATE);
    }
  }

  private SamplingContext context(Segment segment, SpanData span) {
    SentryHead head = segment.head();
    if (head != null) {
      return new FrozenContext(head.redacted(redaction));
    }
    return ofOurs(span.getTraceId(), span.getSpanContext().isSampled());
  }

  private SamplingContext ofOurs(String traceId, boolean recorded) {
    boolean sampled = recorded && sampling.isSampled(traceId, null);
    return new TraceHeader(traceId, SentrySampling.rand(traceId), sampled, null);
  }

  /** Counts a span that could not be handled, and no longer waits for it. */
  public void lost(FinishedSpan finished) {
    String spanId = finished.span().getSpanId();
    open.forget(spanId);
    reports.count(DiscardReason.INTERNAL_SDK_ERROR, DataCategory.SPAN, 1);
    if (finished.segment().isRoot(spanId)) {
      reports.count(DiscardReason.INTERNAL_SDK_ERROR, DataCategory.TRANSACTION, 1);
    }
  }

  private void mcp(Segment segment, SpanData span) {
    // a failed call of ours reached its caller as an exception; whether that is an issue is decided
    // where it ends up
    if (span.getKind() != SpanKind.SERVER) {
      return;
    }
    FailureKind kind = Failure.of(span);
    sessions.count(span.getStartEpochNanos(), kind == null ? Health.NONE : kind.health());
    if (kind != null) {
      judgeCarrier(span);
      issues.mcp(span, SpanDescription.of(span).op(), kind, context(segment, span));
    }
  }

  // an HTTP server may be told of the failure too, or fail to tell it
  private void judgeCarrier(SpanData span) {
    SpanContext parent = span.getParentSpanContext();
    judge(parent.isRemote() ? SpanContext.getInvalid() : parent);
    for (LinkData link : span.getLinks()) {
      judge(link.getSpanContext());
    }
  }

  private void judge(SpanContext carrier) {
    Segment segment = carrier.isValid() ? open.find(carrier.getSpanId()) : null;
    if (segment != null) {
      segment.judge();
    }
  }

  private void failedStart(Segment segment, SpanData span) {
    if (issues.failedStart(span, context(segment, span))) {
      sessions.count(span.getStartEpochNanos(), Health.CRASHED);
    }
  }

  private void tellCrashes() {
    for (Crash crash = crashes.poll(); crash != null; crash = crashes.poll()) {
      if (issues.crash(crash, ofOurs(crash.traceId(), true))) {
        sessions.count(crash.epochNanos(), Health.CRASHED);
      }
    }
  }

  public void tick(long now) {
    tellCrashes();
    assembler.tick(now);
    open.evict(now);
  }

  public void flush(boolean everything) {
    tellCrashes();
    assembler.flush(everything);
  }

  public long untilNextDeadline(long now, long atMost) {
    return assembler.untilNextDeadline(now, atMost);
  }

  /** Sends the minute's release health and what was dropped. */
  public void report() {
    if (!sessions.isEmpty()) {
      int counted = sessions.drainTo(json.clear());
      out.accept(envelopes.sessions(json, counted));
    }
    Envelope report = envelopes.clientReport(reports);
    if (report != null) {
      out.accept(report);
    }
  }

  @Override
  public void transaction(Segment segment, SpanData root, List<SpanData> descendants) {
    try {
      send(segment, root, descendants);
    } catch (Throwable problem) {
      reports.countTransaction(DiscardReason.INTERNAL_SDK_ERROR, descendants.size());
      log.stepAside("transaction", problem);
    }
  }

  private void send(Segment segment, SpanData root, List<SpanData> descendants) {
    String eventId = envelopes.newEventId();
    int written = transactions.write(eventId, root, descendants);
    reports.count(
        DiscardReason.BUFFER_OVERFLOW, DataCategory.SPAN, descendants.size() - (long) written);
    SamplingContext trace = context(segment, root).named(SpanDescription.of(root).text(redaction));
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
