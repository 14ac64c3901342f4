package dev.mcpsentry.instrumentation.micronauthttp.v4;

import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The context of what an event loop has just read, until reading pauses. A loop reads of one
 * connection at a time.
 */
public final class PendingRead {

  private static final StderrLog LOG = new StderrLog();
  private static final ThreadLocal<Pending> LATEST = new ThreadLocal<>();

  private record Pending(Object handler, Context context) {}

  private PendingRead() {}

  /** The handler of a connection is given something. */
  public static void of(Object handler) {
    try {
      Context context = Context.current();
      if (context == Context.root()) {
        LATEST.remove();
      } else {
        LATEST.set(new Pending(handler, context));
      }
    } catch (Throwable problem) {
      LOG.stepAside("Micronaut's requests", problem);
    }
  }

  /** Reading pauses; null where there is nothing to go on with. */
  @SuppressWarnings("MustBeClosedChecker") // the exit of the same advice closes it
  public static @Nullable Scope resume(Object handler) {
    try {
      Pending latest = LATEST.get();
      LATEST.remove();
      return latest != null && latest.handler() == handler && Context.current() == Context.root()
          ? latest.context().makeCurrent()
          : null;
    } catch (Throwable problem) {
      LOG.stepAside("Micronaut's requests", problem);
      return null;
    }
  }
}
