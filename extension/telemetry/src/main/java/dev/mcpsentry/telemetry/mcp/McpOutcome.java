package dev.mcpsentry.telemetry.mcp;

import dev.mcpsentry.telemetry.error.McpFailure;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How an operation ended. */
public sealed interface McpOutcome {

  /** Makes the content of the answer. */
  Supplier<@Nullable Object> content();

  /**
   * It answered.
   *
   * @param content makes a tree of maps, lists and plain values of the result; asked only when
   *     results are recorded
   */
  record Success(Supplier<@Nullable Object> content) implements McpOutcome {}

  /**
   * It did not do what it was asked for.
   *
   * @param content as of a success, for an answer that says what went wrong; makes null where there
   *     is none
   */
  record Failure(McpFailure failure, Supplier<@Nullable Object> content) implements McpOutcome {

    /** A failure without an answer. */
    public Failure(McpFailure failure) {
      this(failure, () -> null);
    }
  }
}
