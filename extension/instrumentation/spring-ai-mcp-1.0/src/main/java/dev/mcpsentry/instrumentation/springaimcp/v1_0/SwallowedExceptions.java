package dev.mcpsentry.instrumentation.springaimcp.v1_0;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.error.Causes;
import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import io.opentelemetry.context.Context;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Keeps an exception of the application with the running operation. */
public final class SwallowedExceptions {

  private static final StderrLog LOG = new StderrLog();

  private SwallowedExceptions() {}

  /**
   * Keeps a tool's exception, without what Spring AI wraps around it; null when there was none, and
   * whatever was thrown before is dealt with. Never throws.
   */
  public static void keep(@Nullable Throwable thrown) {
    try {
      McpOperation operation = McpOperation.fromContext(Context.current());
      if (operation != null) {
        operation.threw(thrown == null ? null : Causes.unwrapped(thrown));
      }
    } catch (Throwable problem) {
      LOG.stepAside("tool exception", problem);
    }
  }

  /**
   * Keeps the exception of a method that was called for a prompt or a resource; Spring AI's own,
   * for what it lacks to call it, is not the method's. Never throws.
   */
  public static void keepInvoked(Throwable thrown) {
    try {
      McpOperation operation = McpOperation.fromContext(Context.current());
      if (operation != null) {
        operation.threw(isTheMethods(thrown) ? Causes.unwrapped(thrown) : null);
      }
    } catch (Throwable problem) {
      LOG.stepAside("method exception", problem);
    }
  }

  /** A tool's arguments could not be made what its method takes; null when they could. */
  public static void argumentsRead(@Nullable Throwable thrown) {
    try {
      McpOperation operation = McpOperation.fromContext(Context.current());
      if (operation != null && thrown != null) {
        operation.settle(FailureClassifier.invalidArguments());
      }
    } catch (Throwable problem) {
      LOG.stepAside("tool arguments", problem);
    }
  }

  // what it threw, or what it returned and nobody can make an answer of
  private static boolean isTheMethods(Throwable thrown) {
    if (thrown instanceof InvocationTargetException) {
      return true;
    }
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getMethodName().startsWith("convertTo")) {
        return true;
      }
    }
    return false;
  }
}
