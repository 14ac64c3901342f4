package dev.mcpsentry.sentry.internal.log;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;

import dev.mcpsentry.sentry.internal.breadcrumb.Breadcrumbs;
import dev.mcpsentry.sentry.internal.bridge.Lease;
import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.bridge.Signal;
import dev.mcpsentry.sentry.internal.bridge.Wakeup;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.envelope.Priority;
import dev.mcpsentry.sentry.internal.issue.Issues;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.Globs;
import dev.mcpsentry.sentry.internal.options.LogOptions;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import dev.mcpsentry.sentry.internal.span.OpenSpans;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.options.LogLevel;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.SdkLoggerProviderBuilder;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Log records: as Sentry's logs, a hundred together, and as issues. Bounds: Sentry's telemetry
 * buffer, and in bytes its limit for a log.
 */
public final class LogSignal implements Signal {

  // what comes from there is told without them: operations tell their failures themselves, and
  // which of them are the caller's; Spring Boot's report of a start that fails precedes its crash
  private static final List<String> LOGGERS_THAT_REPEAT =
      List.of(
          "org.springframework.boot.diagnostics.",
          "dev.mcpsentry.",
          "io.modelcontextprotocol.",
          "org.springframework.ai.mcp.",
          "dev.langchain4j.mcp.");

  private static final int QUEUED_LOGS = 8_192;
  private static final long QUEUED_BYTES = 8L << 20;
  private static final int MOST_TO_CATCH_UP = 1_024;
  private static final int MOST_LOGS = 100;
  private static final int MOST_BYTES = 900_000;
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long FAILURES_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LogOptions options;
  private final Globs ignored;
  private final LogQueue queue;
  private final LogWriter writer;
  private final LoggedFailures failures;
  private final Breadcrumbs breadcrumbs;
  private final OpenSpans open;
  private final Outbox outbox;
  private final Wakeup wakeup;
  private final StderrLog log;
  private boolean urgent;
  private long since;

  /**
   * @param open the spans that run
   */
  public LogSignal(
      BridgeOptions options,
      About about,
      Redaction redaction,
      OpenSpans open,
      Issues issues,
      Breadcrumbs breadcrumbs,
      Sampling sampling,
      Outbox outbox,
      Wakeup wakeup,
      StderrLog log) {
    String traceId = IdGenerator.random().generateTraceId();
    this.options = options.logs();
    this.ignored = options.filters().loggers();
    this.queue = new LogQueue(QUEUED_LOGS, QUEUED_BYTES, wakeup);
    Identity identity = options.identities();
    LoggedRules rules = new LoggedRules(options.rules(), redaction);
    this.writer = new LogWriter(about, traceId, identity, options.agentCat(), redaction, rules);
    this.failures = new LoggedFailures(open, issues, rules, sampling, traceId, identity, outbox);
    this.breadcrumbs = breadcrumbs;
    breadcrumbs.catchUp(() -> take(MOST_TO_CATCH_UP, System.nanoTime()));
    this.open = open;
    this.outbox = outbox;
    this.wakeup = wakeup;
    this.log = log;
  }

  /** For a provider that holds the bridge. */
  public LogRecordProcessor intake(Lease bridge) {
    return new LogIntake(options, ignored, queue, open, outbox, wakeup, bridge, log);
  }

  /**
   * Lets a provider keep the exceptions that are logged, and not their texts alone.
   *
   * @param rendered whether somebody else wants stack traces as texts
   */
  public static void keepThrowables(SdkLoggerProviderBuilder builder, boolean rendered) {
    LoggedThrowables.hear(builder, rendered);
  }

  @Override
  public int take(int atMost, long now) {
    int taken = 0;
    while (taken < atMost) {
      LoggedRecord next = queue.poll();
      if (next == null) {
        break;
      }
      taken++;
      try {
        accept(next, now);
      } catch (Throwable problem) {
        outbox.drop(
            DiscardReason.INTERNAL_SDK_ERROR,
            Losses.of(DataCategory.LOG_ITEM, 1, DataCategory.LOG_BYTE, next.bytes()));
        log.stepAside("logs", problem);
      }
    }
    return taken;
  }

  private void accept(LoggedRecord record, long now) {
    int severity = record.severityNumber();
    // of a failed operation its kind decides, and of what a peer logs the peer
    if (options.eventLevel().isReachedBy(severity)
        && record.data().getAttributes().get(MCP_METHOD_NAME) == null
        && !repeats(record.data().getInstrumentationScopeInfo().getName())) {
      failures.add(record, now);
    }
    if (LogLevel.INFO.isReachedBy(severity)) {
      SpanContext span = record.data().getSpanContext();
      breadcrumbs.logged(
          span.isValid() ? span.getTraceId() : null,
          record.epochNanos(),
          severity,
          record.data().getInstrumentationScopeInfo().getName(),
          record.text(),
          now);
    }
    if (!options.enabled() || !options.level().isReachedBy(severity)) {
      return;
    }
    if (writer.count() == 0) {
      since = now;
    }
    writer.add(record);
    urgent |= LogLevel.ERROR.isReachedBy(severity);
    if (writer.count() >= MOST_LOGS || writer.bytes() >= MOST_BYTES) {
      send();
    }
  }

  private static boolean repeats(String logger) {
    return LOGGERS_THAT_REPEAT.stream().anyMatch(logger::startsWith);
  }

  @Override
  public void tick(long now) {
    failures.tick(now);
    if (writer.count() > 0 && now - since >= LONGEST_NANOS) {
      send();
    }
  }

  @Override
  public void flush(boolean last) {
    failures.flush();
    send();
  }

  @Override
  public long untilNextDeadline(long now, long atMost) {
    long due = writer.count() > 0 ? Math.max(0, LONGEST_NANOS - (now - since)) : atMost;
    return Math.min(atMost, failures.isEmpty() ? due : Math.min(due, FAILURES_NANOS));
  }

  @Override
  public boolean isIdle() {
    return queue.isEmpty();
  }

  private void send() {
    int count = writer.count();
    if (count == 0) {
      return;
    }
    boolean first = urgent;
    urgent = false;
    Item item = Item.logs(writer.complete(), count, writer.bytes());
    outbox.put(first ? item.at(Priority.FAILURES) : item);
  }
}
