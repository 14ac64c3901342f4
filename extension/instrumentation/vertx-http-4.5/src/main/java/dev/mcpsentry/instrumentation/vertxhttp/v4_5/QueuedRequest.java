package dev.mcpsentry.instrumentation.vertxhttp.v4_5;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.WeakIdentityMap;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** The contexts that requests came in with, for as long as they wait. */
public final class QueuedRequest {

  private static final StderrLog LOG = new StderrLog();
  private static final WeakIdentityMap<Object, Context> CONTEXTS = new WeakIdentityMap<>();

  private QueuedRequest() {}

  /** A request came in, and another one of its connection is not answered yet. */
  public static void waits(Object request) {
    try {
      CONTEXTS.putIfAbsent(request, Context.current());
    } catch (Throwable problem) {
      LOG.stepAside("Vert.x' requests", problem);
    }
  }

  /** Its turn has come; null for one that did not wait. */
  @SuppressWarnings("MustBeClosedChecker") // the exit of the same advice closes it
  public static @Nullable Scope resume(Object request) {
    try {
      Context context = CONTEXTS.get(request);
      return context == null ? null : context.makeCurrent();
    } catch (Throwable problem) {
      LOG.stepAside("Vert.x' requests", problem);
      return null;
    }
  }
}
