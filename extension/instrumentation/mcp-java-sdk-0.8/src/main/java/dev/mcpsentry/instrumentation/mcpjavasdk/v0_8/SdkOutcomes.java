package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.mcp.McpOperation;
import dev.mcpsentry.telemetry.mcp.McpOutcome;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;

/** Says how an operation went in the words of the SDK's results, errors and exceptions. */
final class SdkOutcomes {

  // up to 0.11 the SDK has no code for what it does not have, and answers -32603
  private static final Pattern NOT_FOUND =
      Pattern.compile(
          "(?:Tool|Prompt|Resource|Argument|AsyncCompletionSpecification) not found: .*");

  private SdkOutcomes() {}

  /** The response is what goes over the wire, so its code has the last word. */
  static void settle(McpOperation operation, McpSchema.JSONRPCResponse response) {
    Object error = response.error();
    if (error != null) {
      // code() returns int up to 0.13 and Integer since 0.14
      Map<?, ?> fields = RecordTree.fields(error);
      int code =
          fields.get("code") instanceof Number number
              ? number.intValue()
              : FailureClassifier.INTERNAL_ERROR;
      settleError(operation, code, fields.get("message"), operation.throwable());
    } else if (!operation.isSettled()) {
      settleResult(operation, response.result());
    }
  }

  static void settleResult(McpOperation operation, @Nullable Object result) {
    if (result instanceof McpSchema.CallToolResult tool && Boolean.TRUE.equals(tool.isError())) {
      operation.settle(
          new McpOutcome.Failure(
              FailureClassifier.toolError(operation.throwable()), () -> RecordTree.of(result)));
    } else {
      operation.settle(new McpOutcome.Success(() -> RecordTree.of(result)));
    }
  }

  static void settleThrowable(McpOperation operation, Throwable thrown) {
    Throwable problem = Exceptions.unwrap(thrown);
    boolean madeOfAnother =
        problem instanceof McpError && problem.getCause() == null && operation.throwable() != null;
    if (!madeOfAnother) {
      operation.threw(problem);
    }
    // streamable sessions up to 0.13 answer -32603 whatever code the exception names
    Object error = problem instanceof McpError mcp ? mcp.getJsonRpcError() : null;
    Map<?, ?> fields = error == null ? Map.of() : RecordTree.fields(error);
    int code =
        fields.get("code") instanceof Number number
            ? number.intValue()
            : FailureClassifier.INTERNAL_ERROR;
    settleError(operation, code, fields.get("message"), problem);
  }

  /** A request of ours came to nothing: the peer answered an error, or nobody answered. */
  static void settleUnanswered(McpOperation operation, Throwable thrown) {
    Throwable problem = Exceptions.unwrap(thrown);
    Object error = problem instanceof McpError mcp ? mcp.getJsonRpcError() : null;
    Map<?, ?> fields = error == null ? Map.of() : RecordTree.fields(error);
    operation.settle(
        fields.get("code") instanceof Number code
            ? FailureClassifier.peerError(
                code.intValue(), fields.get("message") instanceof String text ? text : null)
            : FailureClassifier.unanswered(problem));
  }

  /** An error came instead of an answer, and nothing makes an answer of it. */
  static void settleLost(McpOperation operation, Throwable thrown) {
    operation.settle(FailureClassifier.thrown(thrown));
  }

  static void settleMethodNotFound(McpOperation operation) {
    settleError(operation, FailureClassifier.METHOD_NOT_FOUND, null, null);
  }

  private static boolean isNotFound(Throwable problem) {
    return problem instanceof McpError error
        && error.getJsonRpcError() == null
        && error.getMessage() != null
        && NOT_FOUND.matcher(error.getMessage()).matches();
  }

  private static void settleError(
      McpOperation operation, int code, @Nullable Object message, @Nullable Throwable problem) {
    if (problem != null && (isNotFound(problem) || SdkCode.threwOnParameters(problem))) {
      operation.settle(FailureClassifier.callerFault(code));
      return;
    }
    operation.settle(
        FailureClassifier.rpcError(
            code,
            message instanceof String text ? text : null,
            problem,
            problem instanceof McpError));
  }
}
