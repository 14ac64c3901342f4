package dev.mcpsentry.telemetry.mcp;

import dev.mcpsentry.telemetry.error.McpFailure;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One running operation and its span. Several layers may learn how it goes; the last word before
 * {@link #end} counts, and only the first {@code end}. Thread-safe.
 *
 * <p>Contexts outlive operations, as those of tasks that a handler submits, and hold them. What was
 * asked, answered and thrown is therefore let go at the end.
 */
public final class McpOperation implements ImplicitContextKeyed {

  private static final ContextKey<McpOperation> KEY = ContextKey.named("mcp-sentry-operation");
  private static final McpOutcome NOTHING_SAID = new McpOutcome.Success(() -> null);

  private sealed interface Phase {}

  private static final class Running implements Phase {
    final McpRequest request;
    final McpSession session;
    final HttpFacts http;
    volatile @Nullable McpOutcome outcome;
    volatile @Nullable Throwable throwable;
    volatile Map<String, Object> transportValues = Map.of();

    Running(McpRequest request, McpSession session, HttpFacts http) {
      this.request = request;
      this.session = session;
      this.http = http;
    }
  }

  /** Stands for what is gone. */
  private static final Running GONE =
      new Running(
          new McpRequest("", null, null), new McpSession(McpTransport.HTTP, null), HttpFacts.NONE);

  private enum Ended implements Phase {
    WELL,
    IN_FAILURE
  }

  private final McpTelemetry telemetry;
  private final McpDirection direction;
  private final Span span;
  private final Context surroundings;
  private final Context context;
  private final long startNanos = System.nanoTime();
  private final AtomicBoolean ended = new AtomicBoolean();

  private volatile Phase phase;

  /**
   * @param surroundings the context the operation was started in
   */
  McpOperation(
      McpTelemetry telemetry,
      McpDirection direction,
      McpRequest request,
      McpSession session,
      HttpFacts http,
      Span span,
      Context surroundings) {
    this.telemetry = telemetry;
    this.direction = direction;
    this.phase = new Running(request, session, http);
    this.span = span;
    this.surroundings = surroundings;
    this.context = surroundings.with(span).with(this);
    session.open(direction).add(this);
  }

  /** The operation the context belongs to; null outside one. */
  public static @Nullable McpOperation fromContext(Context context) {
    return context.get(KEY);
  }

  /** The context in which the operation's own work runs. */
  public Context context() {
    return context;
  }

  /**
   * Keeps an exception that a layer above may swallow. The last one counts; null when the work that
   * threw it went on and came to a good end.
   */
  public void threw(@Nullable Throwable problem) {
    if (phase instanceof Running running) {
      running.throwable = problem;
    }
  }

  /** The exception kept so far; null when there is none, or after the end. */
  public @Nullable Throwable throwable() {
    return phase instanceof Running running ? running.throwable : null;
  }

  /** Keeps a value of the transport's context. */
  public void knows(String key, Object value) {
    if (phase instanceof Running running) {
      Map<String, Object> values = new HashMap<>(running.transportValues);
      values.put(key, value);
      running.transportValues = values;
    }
  }

  Map<String, Object> transportValues() {
    return facts().transportValues;
  }

  /** Says how the operation went, replacing what was said before. */
  public void settle(McpOutcome word) {
    if (phase instanceof Running running) {
      running.outcome = word;
    }
  }

  /** Says that the operation failed, replacing what was said before. */
  public void settle(McpFailure failure) {
    settle(new McpOutcome.Failure(failure));
  }

  /** Whether somebody said how the operation went, or it is over. */
  public boolean isSettled() {
    return !(phase instanceof Running running) || running.outcome != null;
  }

  /** Whether somebody said that the operation failed. */
  public boolean isFailed() {
    return phase instanceof Running running
        ? running.outcome instanceof McpOutcome.Failure
        : phase == Ended.IN_FAILURE;
  }

  /** What went wrong, as far as somebody said so; null when nobody did, or after the end. */
  public @Nullable McpFailure failure() {
    return phase instanceof Running running && running.outcome instanceof McpOutcome.Failure failed
        ? failed.failure()
        : null;
  }

  /** Says that there is the tool or prompt the request is aimed at. */
  public void found() {
    telemetry.found(this);
  }

  /** Says which tools or prompts a list is answered with. */
  public void listed(Iterable<String> names) {
    telemetry.listed(this, names);
  }

  boolean isEnded() {
    return ended.get();
  }

  /** Ends the span and records the duration. Only the first call counts. */
  public void end() {
    if (phase instanceof Running running && ended.compareAndSet(false, true)) {
      McpOutcome word = running.outcome == null ? NOTHING_SAID : running.outcome;
      try {
        running.session.open(direction).remove(this);
        telemetry.ended(this, word, System.nanoTime() - startNanos);
      } finally {
        phase = word instanceof McpOutcome.Failure ? Ended.IN_FAILURE : Ended.WELL;
      }
    }
  }

  Context surroundings() {
    return surroundings;
  }

  McpDirection direction() {
    return direction;
  }

  /** What was asked; nothing after the end, as with {@link #session} and {@link #http}. */
  String spanName() {
    return telemetry.spanName(this);
  }

  McpRequest request() {
    return facts().request;
  }

  McpSession session() {
    return facts().session;
  }

  HttpFacts http() {
    return facts().http;
  }

  private Running facts() {
    return phase instanceof Running running ? running : GONE;
  }

  Span span() {
    return span;
  }

  @Override
  public Context storeInContext(Context into) {
    return into.with(KEY, this);
  }
}
