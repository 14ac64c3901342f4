package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_FAILED_START;

import dev.mcpsentry.sentry.internal.breadcrumb.Breadcrumbs;
import dev.mcpsentry.sentry.internal.bridge.Lease;
import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.bridge.Signal;
import dev.mcpsentry.sentry.internal.bridge.Wakeup;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.McpNames;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.health.HealthSignal;
import dev.mcpsentry.sentry.internal.http.HttpWatch;
import dev.mcpsentry.sentry.internal.issue.Issues;
import dev.mcpsentry.sentry.internal.issue.RecordedIssues;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.Globs;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.error.FailureKind.Health;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.propagation.SentrySampling;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/** What happens to finished spans: filter, issue, release health, and on their way. */
public final class SpanSignal implements Signal {

  private static final int OPEN_SPANS = 20_000;
  private static final int QUEUED_SPANS = 8_192;
  private static final double STREAM_SHARE = 0.1;
  private static final long QUEUED_BYTES = 8L << 20;

  private final SpanQueue queue;

  private final Redaction redaction;
  private final Identity identity;
  private final OpenSpans open;
  private final Sampling sampling;
  private final SpanWay way;
  private final DestinationFilter destination;
  private final Issues issues;
  private final RecordedFailures recorded;
  private final Breadcrumbs breadcrumbs;
  private final HealthSignal health;
  private final Outbox outbox;
  private final Wakeup wakeup;
  private final StderrLog log;

  public SpanSignal(
      BridgeOptions options,
      About about,
      Redaction redaction,
      Issues issues,
      Breadcrumbs breadcrumbs,
      HealthSignal health,
      Sampling sampling,
      Outbox outbox,
      Wakeup wakeup,
      StderrLog log) {
    this.redaction = redaction;
    this.queue = new SpanQueue(QUEUED_SPANS, QUEUED_BYTES, wakeup);
    this.identity = options.identities();
    this.open = new OpenSpans(OPEN_SPANS, options.dsn().organization(), identity.tellsUsers());
    this.issues = issues;
    this.recorded =
        new RecordedFailures(
            open, new RecordedIssues(issues, redaction, log), identity, sampling, outbox);
    this.breadcrumbs = breadcrumbs;
    this.health = health;
    this.outbox = outbox;
    this.wakeup = wakeup;
    this.log = log;
    this.sampling = sampling;
    this.destination = new DestinationFilter(options.dsn());
    this.way = way(options, about);
  }

  private SpanWay way(BridgeOptions options, About about) {
    Globs ignored = options.filters().transactions();
    return switch (options.traceLifecycle()) {
      case STREAM -> {
        StreamWriter writer =
            new StreamWriter(
                about,
                identity,
                options.agentCat(),
                McpNames.of(options.olderMcpNames()),
                redaction);
        SpanSink sink = new ContainerSink(writer, outbox, log);
        yield new StreamWay(open, sampling, sink, ignored, redaction, outbox);
      }
      case OTLP -> {
        SpanSink sink =
            new OtlpSink(
                OtlpSink.exporter(options.dsn()),
                new OtlpWriter(options, about, redaction),
                outbox,
                log);
        yield new StreamWay(open, sampling, sink, ignored, redaction, outbox);
      }
      case STATIC ->
          new TransactionWay(
              open,
              sampling,
              new TransactionWriter(options, about, redaction),
              identity,
              ignored,
              redaction,
              outbox,
              log);
    };
  }

  /** What hears spans on the application's threads, for a provider that holds the bridge. */
  public SpanProcessor intake(HttpWatch http, Lease bridge) {
    return new SpanIntake(open, http, queue, way, outbox, wakeup, bridge, log);
  }

  /** The spans that run. */
  public OpenSpans open() {
    return open;
  }

  @Override
  public int take(int atMost, long now) {
    int taken = 0;
    while (taken < atMost) {
      FinishedSpan next = queue.poll();
      if (next == null) {
        break;
      }
      taken++;
      try {
        accept(next, now);
      } catch (Throwable problem) {
        lost(next);
        log.stepAside("span", problem);
      }
    }
    return taken;
  }

  @Override
  public boolean isIdle() {
    return queue.isEmpty();
  }

  private void accept(FinishedSpan finished, long now) {
    TypedSpan span = TypedSpan.of(finished.span());
    Segment segment = finished.segment();
    if (destination.matches(span.data())) {
      way.skip(segment, span);
      return;
    }
    SampleDecision decision = segment.decide(sampling, span, now);
    if (Boolean.TRUE.equals(span.data().getAttributes().get(MCP_SENTRY_FAILED_START))) {
      way.skip(segment, span);
      failedStart(span, decision == null ? sampling.decide(span.traceId()) : decision);
      return;
    }
    breadcrumbs.happened(span, now);
    recorded.look(segment, span, now);
    String user = user(segment, span);
    if (decision != null && span.isOperation()) {
      operation(segment, span, user, decision);
    } else if (decision != null && isServer(span) && segment.isRoot(span) && !segment.isJudged()) {
      issues.escaped(span, user, decision);
    }
    if (segment.isRoot(span)) {
      recorded.ended(segment, span, now);
    }
    breadcrumbs.ended(span, now);
    // each lasts for hours and says little
    if (span.isStream() && SentrySampling.rand(span.traceId()) >= STREAM_SHARE) {
      way.skip(segment, span);
      outbox.drop(DiscardReason.SAMPLE_RATE, way.losses(true));
    } else {
      way.accept(segment, span, now);
    }
  }

  /** Counts a span that could not be handled, and no longer waits for it. */
  private void lost(FinishedSpan finished) {
    String spanId = finished.span().getSpanId();
    open.forget(spanId);
    outbox.drop(DiscardReason.INTERNAL_SDK_ERROR, way.losses(finished.segment().isRoot(spanId)));
  }

  private @Nullable String user(Segment segment, TypedSpan span) {
    if (!identity.tellsUsers()) {
      return null;
    }
    if (segment.isRoot(span)) {
      Attributes attributes = span.data().getAttributes();
      segment.usedBy(identity.user(attributes), identity.claims(attributes));
    }
    return segment.user(identity, span);
  }

  private static boolean isServer(TypedSpan span) {
    return span.data().getKind() == SpanKind.SERVER;
  }

  // a failed call of ours reached its caller as an exception; whether that is an issue is decided
  // where it ends up
  private void operation(
      Segment segment, TypedSpan span, @Nullable String user, SampleDecision decision) {
    FailureKind kind = span.failure();
    if (kind != null) {
      judgeCarrier(span.data(), kind);
    }
    Health outcome = issues.operation(span, user, segment.claims(identity, span), decision);
    health.operation(
        span.session(),
        user,
        span.data().getStartEpochNanos(),
        span.data().getEndEpochNanos(),
        kind == null && recorded.concern(segment) ? Health.ERRORED : outcome);
  }

  // an HTTP server may be told of the failure too, or fail to tell it
  private void judgeCarrier(SpanData span, FailureKind kind) {
    SpanContext parent = span.getParentSpanContext();
    judge(parent.isRemote() ? SpanContext.getInvalid() : parent, kind);
    for (LinkData link : span.getLinks()) {
      judge(link.getSpanContext(), kind);
    }
  }

  private void judge(SpanContext carrier, FailureKind kind) {
    Segment segment = carrier.isValid() ? open.find(carrier.getSpanId()) : null;
    if (segment != null) {
      segment.judge(kind);
    }
  }

  private void failedStart(TypedSpan span, SampleDecision decision) {
    if (issues.failedStart(span, decision)) {
      health.count(span.data().getStartEpochNanos(), Health.CRASHED);
    }
  }

  @Override
  public void tick(long now) {
    way.tick(now);
    recorded.tick(now);
    open.evict(now);
  }

  @Override
  public void flush(boolean last) {
    if (last) {
      recorded.flush();
    }
    way.flush(last);
  }

  @Override
  public boolean isSettled() {
    return way.isSettled();
  }

  @Override
  public void close() {
    way.close();
  }

  @Override
  public long untilNextDeadline(long now, long atMost) {
    return recorded.untilNextDeadline(way.untilNextDeadline(now, atMost));
  }
}
