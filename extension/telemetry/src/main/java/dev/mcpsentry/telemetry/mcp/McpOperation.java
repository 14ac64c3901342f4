package dev.mcpsentry.telemetry.mcp;

import dev.mcpsentry.telemetry.error.McpFailure;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One running operation and its span. Several layers may learn how it goes; the last word before
 * {@link #end} counts, and only the first {@code end}. Thread-safe.
 */
public final class McpOperation implements ImplicitContextKeyed {

  private static final ContextKey<McpOperation> KEY = ContextKey.named("mcp-sentry-operation");
  private static final McpOutcome NOTHING_SAID = new McpOutcome.Success(() -> null);

  private final McpTelemetry telemetry;
  private final McpDirection direction;
  private final McpRequest request;
  private final McpSession session;
  private final HttpFacts http;
  private final Span span;
  private final Context surroundings;
  private final Context context;
  private final long startNanos = System.nanoTime();
  private final AtomicBoolean ended = new AtomicBoolean();

  private volatile @Nullable McpOutcome outcome;
  private volatile @Nullable Throwable throwable;

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
    this.request = request;
    this.session = session;
    this.http = http;
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
    throwable = problem;
  }

  /** The exception kept so far; null when there is none. */
  public @Nullable Throwable throwable() {
    return throwable;
  }

  /** Says how the operation went, replacing what was said before. */
  public void settle(McpOutcome word) {
    outcome = word;
  }

  /** Says that the operation failed, replacing what was said before. */
  public void settle(McpFailure failure) {
    outcome = new McpOutcome.Failure(failure);
  }

  /** Whether somebody said how the operation went. */
  public boolean isSettled() {
    return outcome != null;
  }

  /** Whether somebody said that the operation failed. */
  public boolean isFailed() {
    return outcome instanceof McpOutcome.Failure;
  }

  /** What went wrong, as far as somebody said so; null when nobody did. */
  public @Nullable McpFailure failure() {
    return outcome instanceof McpOutcome.Failure failed ? failed.failure() : null;
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
    if (ended.compareAndSet(false, true)) {
      session.open(direction).remove(this);
      McpOutcome word = outcome;
      telemetry.ended(this, word == null ? NOTHING_SAID : word, System.nanoTime() - startNanos);
    }
  }

  Context surroundings() {
    return surroundings;
  }

  McpDirection direction() {
    return direction;
  }

  McpRequest request() {
    return request;
  }

  McpSession session() {
    return session;
  }

  HttpFacts http() {
    return http;
  }

  Span span() {
    return span;
  }

  @Override
  public Context storeInContext(Context into) {
    return into.with(KEY, this);
  }
}
