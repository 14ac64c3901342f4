package dev.mcpsentry.sentry.internal.issue;

import dev.mcpsentry.sentry.internal.breadcrumb.Breadcrumbs;
import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.convention.AgentCat;
import dev.mcpsentry.sentry.internal.convention.Crumb;
import dev.mcpsentry.sentry.internal.convention.RecordedException;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.IssueFilters;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.error.ClientGone;
import dev.mcpsentry.telemetry.error.FailureEffect;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.error.FailureKind.Health;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.rule.Told;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Captures the issues of finished spans, each throwable once. Belongs to one thread. */
public final class Issues {

  private static final String HELD_BACK = "mcp.sentry.held_back";

  /** What becomes of an issue. */
  private enum Outcome {
    /** It is sent, by us or the application's own Sentry SDK, held back with like ones, or lost. */
    CAPTURED,
    /** Its exception was captured before. */
    KNOWN,
    IGNORED
  }

  private final BridgeOptions options;
  private final AgentCat agentCat;
  private final Redaction redaction;
  private final About about;
  private final Outbox outbox;
  private final StderrLog log;
  private final Breadcrumbs breadcrumbs;
  private final ReportedElsewhere reported;
  private final IssueFilters filters;
  private final Fingerprints fingerprints;
  private final IssueLimit limit;
  private final ToldFacts.Names told;
  private final SeenThrowables seen = new SeenThrowables();
  private final JsonBytes json = new JsonBytes();
  private final LongSupplier clock;
  private @Nullable IssueWriter writer;

  public Issues(
      BridgeOptions options,
      Redaction redaction,
      About about,
      Breadcrumbs breadcrumbs,
      ReportedElsewhere reported,
      Outbox outbox,
      StderrLog log) {
    this(options, redaction, about, breadcrumbs, reported, outbox, log, System::nanoTime);
  }

  /**
   * @param clock as {@link System#nanoTime}
   */
  Issues(
      BridgeOptions options,
      Redaction redaction,
      About about,
      Breadcrumbs breadcrumbs,
      ReportedElsewhere reported,
      Outbox outbox,
      StderrLog log,
      LongSupplier clock) {
    this.options = options;
    this.agentCat = options.agentCat();
    this.redaction = redaction;
    this.about = about;
    this.breadcrumbs = breadcrumbs;
    this.reported = reported;
    this.outbox = outbox;
    this.log = log;
    this.filters = options.filters();
    this.fingerprints = new Fingerprints(filters.fingerprints());
    this.limit = new IssueLimit(filters.samePerMinute());
    this.clock = clock;
    this.told = ToldFacts.Names.of(options.rules());
  }

  /**
   * Captures the failure of an MCP operation, if there is one and its kind asks for it; answers
   * what the operation counts as in release health, where what is ignored is no failure.
   *
   * @param user who asked, as Sentry may know him; null for nobody
   * @param claims what else is known of him
   */
  public Health operation(
      TypedSpan span, @Nullable String user, Map<String, String> claims, SampleDecision decision) {
    FailureKind kind = span.failure();
    if (kind == null) {
      return Health.NONE;
    }
    FailureEffect effect = filters.failures().of(kind);
    if (captures(kind)) {
      Issue issue =
          IssueMapper.operation(span, kind, effect)
              .of(asked(span, user, claims))
              .telling(told.in(span.data().getAttributes()));
      if (capture(issue, span.session(), decision) == Outcome.IGNORED) {
        return Health.NONE;
      }
    }
    return effect.health(kind);
  }

  /** Whether an operation that failed so is an issue. */
  boolean captures(FailureKind kind) {
    return filters.failures().of(kind).captured() || agentCat.captures(kind);
  }

  private Asked asked(TypedSpan span, @Nullable String user, Map<String, String> claims) {
    Map<String, Object> extras = new LinkedHashMap<>(agentCat.extras(span, claims));
    String intent = span.data().getAttributes().get(McpAttributes.APP_USER_INTENT);
    if (intent != null) {
      extras.put("user_intent", intent);
    }
    return new Asked(user, claims, agentCat.tags(span, user), extras);
  }

  /**
   * Captures the exception that escaped a server's handler, if the span recorded one and it is not
   * the caller's doing.
   *
   * @param user who asked, as Sentry may know him; null for nobody
   */
  public void escaped(TypedSpan span, @Nullable String user, SampleDecision decision) {
    if (span.failed()) {
      Throwable throwable = RecordedException.of(span.data());
      if (throwable != null && !isCallers(throwable)) {
        capture(
            IssueMapper.escaped(span, span.name(redaction), throwable).of(Asked.by(user)),
            decision);
      }
    }
  }

  /**
   * Captures an exception that the application recorded and dealt with.
   *
   * @param root what began with the first span around; null when it is not known any more
   * @param user who asked, as Sentry may know him; null for nobody
   * @param claims what else is known of him
   */
  void recorded(
      Issue issue,
      @Nullable TypedSpan root,
      @Nullable String user,
      Map<String, String> claims,
      SampleDecision decision) {
    if (root == null) {
      capture(issue.of(Asked.by(user)), decision);
    } else {
      capture(
          issue
              .of(root.isOperation() ? asked(root, user, claims) : Asked.by(user))
              .telling(told.in(root.data().getAttributes())),
          root.session(),
          decision);
    }
  }

  // whoever left, or sent what nobody can read
  boolean isCallers(Throwable throwable) {
    try {
      return ClientGone.isCauseOfEscaped(throwable) || UnreadableMessage.isCauseOf(throwable);
    } catch (Throwable problem) {
      log.stepAside("escaped exceptions", problem);
      return false;
    }
  }

  /** Captures an exception that nobody caught; false when it was captured before, or is ignored. */
  public boolean crash(Crash crash, SampleDecision decision) {
    return capture(IssueMapper.crash(crash), decision);
  }

  /** Captures why a program could not start; false when it was captured before, or is ignored. */
  public boolean failedStart(TypedSpan span, SampleDecision decision) {
    Throwable throwable = RecordedException.of(span.data());
    return throwable != null && capture(IssueMapper.failedStart(span, throwable), decision);
  }

  /**
   * Captures what the application logged, unless its exception was captured before or is the
   * caller's doing.
   *
   * @param type the exception's class where it is all that is known of it; else empty
   * @param message the same for its message
   * @param transaction what it happened in, or null
   * @param user who asked, as Sentry may know him; null for nobody
   * @param ruled what rules made of it
   */
  public void logged(
      LoggedMessage logged,
      @Nullable Throwable throwable,
      String type,
      String message,
      String spanId,
      SampleDecision decision,
      @Nullable String transaction,
      @Nullable String user,
      List<Told> ruled) {
    if (throwable != null && isCallers(throwable)) {
      return;
    }
    capture(
        IssueMapper.logged(
                logged, throwable, type, message, decision.traceId(), spanId, transaction)
            .of(Asked.by(user))
            .telling(told.of(ruled)),
        decision);
  }

  private boolean capture(Issue issue, SampleDecision decision) {
    return capture(issue, null, decision) == Outcome.CAPTURED;
  }

  private Outcome capture(Issue issue, @Nullable String session, SampleDecision decision) {
    try {
      boolean ignored = isIgnored(issue);
      Throwable throwable = issue.throwable();
      boolean known = throwable != null && !seen.isNew(throwable);
      if (ignored && !known) {
        outbox.drop(DiscardReason.IGNORED, Losses.of(DataCategory.ERROR, 1));
      }
      if (ignored || known) {
        return ignored ? Outcome.IGNORED : Outcome.KNOWN;
      }
      if (throwable != null && reported.contains(throwable)) {
        return Outcome.CAPTURED;
      }
      send(fingerprints.group(issue), session, decision);
    } catch (Throwable problem) {
      // the application's exceptions run code of theirs, and may throw anything
      outbox.drop(DiscardReason.INTERNAL_SDK_ERROR, Losses.of(DataCategory.ERROR, 1));
      log.stepAside("issues", problem);
    }
    return Outcome.CAPTURED;
  }

  /** Whether the user's filters say that it is none. */
  boolean isIgnored(Issue issue) {
    return IssueWords.typeMatches(issue, filters.exceptions())
        || IssueWords.messageMatches(issue, filters.errors());
  }

  private void send(Issue issue, @Nullable String session, SampleDecision decision)
      throws IOException {
    long heldBack = limit.admit(issue, clock.getAsLong());
    if (heldBack == IssueLimit.HELD_BACK) {
      // the reason of what Sentry's SDK finds to be a double
      outbox.drop(DiscardReason.EVENT_PROCESSOR, Losses.of(DataCategory.ERROR, 1));
      return;
    }
    Issue told = heldBack == 0 ? issue : issue.tagged(HELD_BACK, Long.toString(heldBack));
    IssueWriter to = writer;
    if (to == null) {
      to = new IssueWriter(options, about, redaction, log);
      writer = to;
    }
    String eventId = outbox.newEventId();
    to.write(eventId, told, before(told, session), json);
    outbox.put(Item.event(eventId, decision.header(told.transaction()), json));
  }

  private List<Crumb> before(Issue issue, @Nullable String session) {
    return issue.trace().get("trace_id") instanceof String traceId
        // what was logged does not lead to itself
        ? breadcrumbs.before(
            traceId, session, issue.epochNanos() - (issue.logged() == null ? 0 : 1))
        : List.of();
  }
}
