package dev.mcpsentry.telemetry.mcp;

import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.privacy.DatabaseLiterals;
import dev.mcpsentry.telemetry.privacy.Redaction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why an operation failed, in words that may leave. Pure. */
final class FailureReason {

  private static final int MAX_DESCRIPTION_CHARS = 256;
  private static final int MAX_ANSWER_CHARS = 200;

  private FailureReason() {}

  /**
   * What was answered as an error's message, else what the exception says, else how the text of an
   * {@code isError} result begins; redacted and capped. Null when nobody says anything, or it must
   * not be told.
   */
  static @Nullable String of(McpOutcome.Failure failed, Redaction redaction) {
    if (!redaction.tellsMessages()) {
      return null;
    }
    McpFailure failure = failed.failure();
    Throwable throwable = failure.throwable();
    String said = failure.description();
    if (isEmpty(said) && throwable != null) {
      said = message(throwable);
    }
    int most = MAX_DESCRIPTION_CHARS;
    if (isEmpty(said)) {
      said = text(failed);
      most = MAX_ANSWER_CHARS;
    }
    if (said == null || said.isBlank()) {
      return null;
    }
    String clean = redaction.text(said, most);
    return DatabaseLiterals.areIn(said) || DatabaseLiterals.concern(throwable)
        ? DatabaseLiterals.mask(clean)
        : clean;
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  // an application's own
  private static @Nullable String message(Throwable throwable) {
    try {
      return throwable.getMessage();
    } catch (Throwable problem) {
      return null;
    }
  }

  // MCP 2024-11-05 and later: a tool's result is a list of contents, of which texts are told
  private static @Nullable String text(McpOutcome.Failure failed) {
    try {
      if (failed.content().get() instanceof Map<?, ?> result
          && Boolean.TRUE.equals(result.get("isError"))
          && result.get("content") instanceof List<?> contents) {
        for (Object content : contents) {
          if (content instanceof Map<?, ?> block && block.get("text") instanceof String text) {
            return text;
          }
        }
      }
    } catch (RuntimeException unreadable) {
      // then the answer keeps its reason
    }
    return null;
  }
}
