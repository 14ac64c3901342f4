package dev.mcpsentry.instrumentation.springaimcp.v1_0;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import io.opentelemetry.context.Context;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Keeps a tool's exception with the running operation. */
public final class SwallowedExceptions {

  private static final String TOOL_EXECUTION_EXCEPTION =
      "org.springframework.ai.tool.execution.ToolExecutionException";

  private static final StderrLog LOG = new StderrLog();

  private SwallowedExceptions() {}

  /**
   * Keeps the exception, without what Spring AI wraps around a tool's own; null when there was
   * none, and whatever was thrown before is dealt with. Never throws.
   */
  public static void keep(@Nullable Throwable thrown) {
    try {
      McpOperation operation = McpOperation.fromContext(Context.current());
      if (operation != null) {
        operation.threw(thrown == null ? null : unwrapped(thrown));
      }
    } catch (Throwable problem) {
      LOG.stepAside("tool exception", problem);
    }
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable problem = thrown;
    while (problem.getCause() != null && isWrapper(problem)) {
      problem = problem.getCause();
    }
    return problem;
  }

  private static boolean isWrapper(Throwable problem) {
    String message = problem.getMessage();
    return problem instanceof InvocationTargetException
        || problem.getClass().getName().equals(TOOL_EXECUTION_EXCEPTION)
        || (problem.getClass() == RuntimeException.class
            && message != null
            && message.startsWith("Error invoking method: "));
  }
}
