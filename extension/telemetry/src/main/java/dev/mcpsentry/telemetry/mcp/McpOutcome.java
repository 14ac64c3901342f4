package dev.mcpsentry.telemetry.mcp;

import dev.mcpsentry.telemetry.error.McpFailure;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How an operation ended. */
public sealed interface McpOutcome {

  /**
   * It answered.
   *
   * @param content makes a tree of maps, lists and plain values of the result; asked only when
   *     results are recorded
   */
  record Success(Supplier<@Nullable Object> content) implements McpOutcome {}

  /** It did not do what it was asked for. */
  record Failure(McpFailure failure) implements McpOutcome {}
}
