package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A context in which the agent's instrumentations make no spans, so that our own requests are never
 * traced.
 */
final class SuppressedContext {

  private SuppressedContext() {}

  /**
   * The context, or the root context when the agent has no such thing; then the destination filter
   * alone keeps our requests out.
   */
  static Context create(StderrLog log) {
    // the agent relocates class references of extensions, but not string literals
    String own = Context.class.getName();
    String prefix = own.substring(0, own.length() - "context.Context".length());
    // api.internal up to 2.24, api.impl in 2.33
    for (String place : new String[] {"api.impl.", "api.internal."}) {
      try {
        Method suppress =
            Class.forName(prefix + place + "InstrumentationUtil")
                .getMethod("suppressInstrumentation", Runnable.class);
        AtomicReference<Context> context = new AtomicReference<>(Context.root());
        Runnable remember = () -> context.set(Context.current());
        suppress.invoke(null, remember);
        return context.get();
      } catch (ReflectiveOperationException | LinkageError | RuntimeException absent) {
        // the other place may have it
      }
    }
    log.once("suppression", "this agent cannot suppress instrumentation of our own requests");
    return Context.root();
  }
}
