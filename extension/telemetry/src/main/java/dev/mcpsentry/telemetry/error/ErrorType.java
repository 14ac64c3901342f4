package dev.mcpsentry.telemetry.error;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.OTHER;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.TOOL_ERROR;

import org.jspecify.annotations.Nullable;

/**
 * What {@code error.type} says of a kind of failure, on spans and metrics. What was answered comes
 * first, as the conventions want it; this is the rest.
 */
public enum ErrorType {
  /** Nothing, whatever was answered: nobody failed. */
  UNSET(null),
  /** The class of what was thrown. */
  THROWN(null),
  REPORTED(TOOL_ERROR),
  TIMEOUT("timeout"),
  ABORTED("aborted"),
  UNKNOWN(OTHER);

  private final @Nullable String word;

  ErrorType(@Nullable String word) {
    this.word = word;
  }

  /** The one word it always is without an answer; null when there is no such word. */
  public @Nullable String word() {
    return word;
  }

  /**
   * The value.
   *
   * @param answered the JSON-RPC code, or {@code tool_error}; null when nothing was answered
   * @param thrown null when nothing was thrown
   * @return null when the attribute is not set
   */
  @Nullable String of(@Nullable String answered, @Nullable Throwable thrown) {
    if (this == UNSET) {
      return null;
    }
    if (answered != null) {
      return answered;
    }
    return word == null ? className(thrown) : word;
  }

  private static String className(@Nullable Throwable thrown) {
    String name = thrown == null ? null : thrown.getClass().getCanonicalName();
    return name == null ? OTHER : name;
  }
}
