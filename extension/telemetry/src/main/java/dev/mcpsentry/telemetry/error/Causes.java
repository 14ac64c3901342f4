package dev.mcpsentry.telemetry.error;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a throwable was caused by. Bounded, as causes may be many or form a ring. */
public final class Causes {

  /** How many throwables of a chain are looked at, the outermost included. */
  public static final int MAX = 16;

  // by name, as they are the application's
  private static final Set<String> WRAPPERS =
      Set.of(
          "org.springframework.ai.tool.execution.ToolExecutionException",
          // mcp-annotations under Spring AI 1.1, and since Spring AI 2.0
          "org.springaicommunity.mcp.method.complete.AbstractMcpCompleteMethodCallback$McpCompleteMethodException",
          "org.springframework.ai.mcp.annotation.method.complete.AbstractMcpCompleteMethodCallback$McpCompleteMethodException");

  private Causes() {}

  /** The throwable and its causes, outermost first; the first {@link #MAX} of them. */
  public static List<Throwable> of(Throwable throwable) {
    List<Throwable> chain = new ArrayList<>(4);
    Throwable current = throwable;
    while (current != null && chain.size() < MAX) {
      chain.add(current);
      current = cause(current);
    }
    return chain;
  }

  /**
   * What was thrown, without what reflection and Spring AI wrap around it; the last wrapper when it
   * holds nothing.
   */
  public static Throwable unwrapped(Throwable throwable) {
    Throwable problem = throwable;
    for (Throwable inner : of(throwable)) {
      problem = inner;
      if (!isWrapper(inner)) {
        break;
      }
    }
    return problem;
  }

  private static boolean isWrapper(Throwable problem) {
    if (problem instanceof InvocationTargetException
        || problem instanceof UndeclaredThrowableException
        || WRAPPERS.contains(problem.getClass().getName())) {
      return true;
    }
    if (problem.getClass() != RuntimeException.class) {
      return false;
    }
    String message = problem.getMessage();
    return message != null && message.startsWith("Error invoking method: ");
  }

  // an application's exception may run code of its own
  private static @Nullable Throwable cause(Throwable throwable) {
    try {
      return throwable.getCause();
    } catch (RuntimeException e) {
      return null;
    }
  }
}
