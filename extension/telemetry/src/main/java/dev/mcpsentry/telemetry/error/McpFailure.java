package dev.mcpsentry.telemetry.error;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong with one operation, ready to be said.
 *
 * @param kind the row of the taxonomy
 * @param errorType the value of {@code error.type}; null where the convention sets none
 * @param statusCode the JSON-RPC code as text; null when the response carries none
 * @param description the span status description; null where there is none that may leave
 * @param throwable the exception an issue is made from; null when there is none
 */
public record McpFailure(
    FailureKind kind,
    @Nullable String errorType,
    @Nullable String statusCode,
    @Nullable String description,
    @Nullable Throwable throwable) {

  /** One that was not answered with any code, and that its row says all of. */
  static McpFailure of(FailureKind kind, @Nullable Throwable thrown) {
    return new McpFailure(kind, kind.errorType().of(null, thrown), null, null, thrown);
  }

  McpFailure describedAs(String text) {
    return new McpFailure(kind, errorType, statusCode, text, throwable);
  }

  /** Whether a library turned a tool's arguments down, so that the tool never ran. */
  public boolean isOfArguments() {
    return kind == FailureKind.INVALID_ARGUMENTS;
  }

  /** Whether it was answered with a JSON-RPC code that blames the caller. */
  public boolean blamesCaller() {
    return statusCode != null && FailureClassifier.blamesCaller(Integer.parseInt(statusCode));
  }

  /** The same failure, answered with another JSON-RPC code than its own. */
  public McpFailure answeredAs(int code) {
    String status = Integer.toString(code);
    return new McpFailure(kind, errorType == null ? null : status, status, description, throwable);
  }
}
