package dev.mcpsentry.sentry.internal.issue;

import dev.mcpsentry.sentry.internal.transport.BridgeThread;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears of exceptions that nobody caught, as the JVM's default handler, and leaves everything else
 * as it would be: the handler that was there is called, and without one stderr gets what the JVM
 * writes. A handler that the application sets later takes its place, as it would anybody's.
 */
public final class UncaughtExceptions implements UncaughtExceptionHandler {

  private final Consumer<Crash> listener;
  private final @Nullable UncaughtExceptionHandler before;

  private UncaughtExceptions(Consumer<Crash> listener, @Nullable UncaughtExceptionHandler before) {
    this.listener = listener;
    this.before = before;
  }

  /** Begins to listen. What {@code listener} throws is lost. */
  public static UncaughtExceptions hear(Consumer<Crash> listener) {
    UncaughtExceptions handler =
        new UncaughtExceptions(listener, Thread.getDefaultUncaughtExceptionHandler());
    Thread.setDefaultUncaughtExceptionHandler(handler);
    return handler;
  }

  /** Puts back what was there before, unless somebody came after. */
  public void leave() {
    if (isTheDefault()) {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    try {
      if (!isThreadDeath(thrown) && !BridgeThread.is(thread)) {
        listener.accept(Crash.of(thread, thrown));
      }
    } catch (Throwable outOfMemory) {
      // or whatever else: the thread dies as it would
    }
    if (before != null) {
      before.uncaughtException(thread, thrown);
    } else if (isTheDefault() && !isThreadDeath(thrown)) {
      print(thread, thrown);
    }
  }

  // a handler of the application's that passes on to us would have nobody to pass on to
  private boolean isTheDefault() {
    return Thread.getDefaultUncaughtExceptionHandler() == this;
  }

  // word for word ThreadGroup.uncaughtException
  private static void print(Thread thread, Throwable thrown) {
    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
    thrown.printStackTrace(System.err);
  }

  // deprecated for removal
  private static boolean isThreadDeath(Throwable thrown) {
    return thrown.getClass().getName().equals("java.lang.ThreadDeath");
  }
}
