package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.error.Causes;
import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.error.McpFailure;
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
      McpFailure failure =
          isRefused(operation)
              ? FailureClassifier.invalidArguments()
              : FailureClassifier.toolError(operation.throwable());
      operation.settle(new McpOutcome.Failure(failure, () -> RecordTree.of(result)));
      return;
    }
    if (result instanceof McpSchema.ListToolsResult list && list.tools() != null) {
      operation.listed(list.tools().stream().map(McpSchema.Tool::name).toList());
    } else if (result instanceof McpSchema.ListPromptsResult list && list.prompts() != null) {
      operation.listed(list.prompts().stream().map(McpSchema.Prompt::name).toList());
    }
    operation.settle(new McpOutcome.Success(() -> RecordTree.of(result)));
  }

  /** The SDK compared a tool's arguments with its schema; an answer says that they do not fit. */
  static void settleArguments(McpOperation operation, @Nullable Object refusal) {
    operation.found();
    if (refusal != null) {
      operation.settle(FailureClassifier.invalidArguments());
    }
  }

  // nothing runs between the refusal and the result that tells it
  private static boolean isRefused(McpOperation operation) {
    McpFailure failure = operation.failure();
    return failure != null && failure.isOfArguments();
  }

  static void settleThrowable(McpOperation operation, Throwable thrown) {
    Throwable problem = Causes.unwrapped(Exceptions.unwrap(thrown));
    // streamable sessions up to 0.13 answer -32603 whatever code the exception names
    Object error = problem instanceof McpError mcp ? mcp.getJsonRpcError() : null;
    Map<?, ?> fields = error == null ? Map.of() : RecordTree.fields(error);
    int code =
        fields.get("code") instanceof Number number
            ? number.intValue()
            : FailureClassifier.INTERNAL_ERROR;
    Throwable kept = operation.throwable();
    // a code that blames the caller is the application's word, but not when a framework chose it
    boolean madeOfAnother =
        kept != null
            && problem instanceof McpError
            && problem.getCause() == null
            && (!FailureClassifier.blamesCaller(code) || SdkCode.isFrameworks(problem));
    if (!madeOfAnother) {
      operation.threw(problem);
    }
    settleError(operation, code, fields.get("message"), madeOfAnother ? kept : problem);
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
    Throwable problem = Exceptions.unwrap(thrown);
    operation.settle(
        SdkCode.threwOnParameters(problem)
            ? FailureClassifier.callerFault(FailureClassifier.INTERNAL_ERROR)
            : FailureClassifier.thrown(thrown));
  }

  /** What the SDK knows to be the caller's fault it could not answer, but as an HTTP 500. */
  static void settleUnanswerable(McpOperation operation) {
    operation.settle(FailureClassifier.callerFault(FailureClassifier.INTERNAL_ERROR));
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
    if (problem != null
        && (isNotFound(problem)
            || SdkCode.threwOnParameters(problem)
            || SdkCode.frameworkThrewOnArguments(problem))) {
      operation.settle(FailureClassifier.callerFault(code));
      return;
    }
    String text = message instanceof String said ? said : null;
    if (problem instanceof McpError error) {
      operation.settle(
          FailureClassifier.rpcError(ownCode(error, code), text, problem, true).answeredAs(code));
    } else if (problem != null) {
      operation.settle(FailureClassifier.madeOf(problem, code, text));
    } else {
      operation.settle(FailureClassifier.rpcError(code, text, null, false));
    }
  }

  private static int ownCode(McpError error, int otherwise) {
    Object own = error.getJsonRpcError();
    return own != null && RecordTree.fields(own).get("code") instanceof Number code
        ? code.intValue()
        : otherwise;
  }
}
