package dev.mcpsentry.telemetry.error;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.TOOL_ERROR;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the row of the taxonomy for an outcome of an operation. Pure. */
public final class FailureClassifier {

  /** JSON-RPC 2.0: the code a server answers for an exception it did not expect. */
  public static final int INTERNAL_ERROR = -32603;

  /** JSON-RPC 2.0: the code a server answers for a method it does not have. */
  public static final int METHOD_NOT_FOUND = -32601;

  // semantic-conventions-genai: codes that blame the caller and leave a server span unset
  private static final Set<Integer> CALLER_FAULTS = Set.of(-32700, -32600, -32601, -32602, -32002);

  // by simple name, so that Spring Security, Jakarta and java.nio all count
  private static final Set<String> AUTH_EXCEPTIONS =
      Set.of(
          "AccessDeniedException",
          "AuthorizationDeniedException",
          "AuthenticationException",
          "BadCredentialsException",
          "InsufficientAuthenticationException",
          "InvalidBearerTokenException",
          "NotAuthorizedException",
          "ForbiddenException");

  private FailureClassifier() {}

  /** A tool result with {@code isError}; {@code swallowed} is what a framework made it from. */
  public static McpFailure toolError(@Nullable Throwable swallowed) {
    if (swallowed == null) {
      return McpFailure.of(FailureKind.TOOL_REPORTED, null);
    }
    return answered(swallowed, TOOL_ERROR, null, null);
  }

  /** A tool's arguments are not what its schema asks for, and it never saw them. */
  public static McpFailure invalidArguments() {
    return McpFailure.of(FailureKind.INVALID_ARGUMENTS, null);
  }

  /**
   * A JSON-RPC error response.
   *
   * @param protocolException whether {@code throwable} is the library's own way to name a code,
   *     rather than an exception of the application
   */
  public static McpFailure rpcError(
      int code,
      @Nullable String message,
      @Nullable Throwable throwable,
      boolean protocolException) {
    String status = Integer.toString(code);
    if (blamesCaller(code)) {
      return callerFault(code);
    }
    if (throwable != null && !protocolException) {
      return answered(throwable, status, status, message);
    }
    return new McpFailure(FailureKind.PROTOCOL, status, status, message, throwable);
  }

  /** Whether a JSON-RPC code blames the caller. */
  public static boolean blamesCaller(int code) {
    return CALLER_FAULTS.contains(code);
  }

  /** The caller's mistake, whatever code the library has for it. */
  public static McpFailure callerFault(int code) {
    return new McpFailure(FailureKind.CALLER_FAULT, null, Integer.toString(code), null, null);
  }

  /**
   * A JSON-RPC error response that a framework made of a handler's exception. The code is the
   * framework's choice, and so the exception says whose fault it was.
   */
  public static McpFailure madeOf(Throwable thrown, int code, @Nullable String message) {
    String status = Integer.toString(code);
    return answered(thrown, status, status, message);
  }

  /**
   * What a refusal is where a request was received that asks for the revisions a server speaks:
   * clients of 2026-07-28 ask every server so, and fall back where it does not know how to be
   * asked.
   */
  public static McpFailure ofDiscovery(McpFailure refusal) {
    return refusal.kind() == FailureKind.CALLER_FAULT ? probe(refusal) : refusal;
  }

  /** What a server answers that does not know how to be asked for the revisions it speaks. */
  static McpFailure probe(McpFailure refusal) {
    return new McpFailure(FailureKind.PROBE, null, refusal.statusCode(), null, null);
  }

  /** What an operation failed with that the end of the process cut off. */
  public static McpFailure aborted() {
    return McpFailure.of(FailureKind.ABORTED, null).describedAs("The process ended first");
  }

  /** An exception that left the operation without any response. */
  public static McpFailure thrown(Throwable throwable) {
    FailureKind kind = kindOf(throwable);
    return kind == FailureKind.CANCELLED ? cancelled() : McpFailure.of(kind, throwable);
  }

  /** A handler came to its end without an answer, and so its caller waits for nothing. */
  public static McpFailure nothingAnswered() {
    return McpFailure.of(FailureKind.PROTOCOL, null)
        .describedAs("The handler ended without an answer");
  }

  /** The transport could not carry the answer. */
  public static McpFailure transport(Throwable throwable) {
    if (ClientGone.isCauseOfLostAnswer(throwable)) {
      return cancelled();
    }
    return McpFailure.of(FailureKind.TRANSPORT, throwable);
  }

  /**
   * A JSON-RPC error that the peer answered to a request of ours. Unlike at the peer every code is
   * an error here (OpenTelemetry MCP conventions v1.41.1).
   */
  public static McpFailure peerError(int code, @Nullable String message) {
    String status = Integer.toString(code);
    return new McpFailure(FailureKind.PROTOCOL, status, status, message, null);
  }

  /** A request of ours that ended without any answer of the peer. */
  public static McpFailure unanswered(Throwable throwable) {
    FailureKind kind = kindOf(throwable);
    return switch (kind) {
      case CANCELLED -> cancelled();
      case TIMEOUT, AUTH -> McpFailure.of(kind, throwable);
      default -> McpFailure.of(FailureKind.TRANSPORT, throwable);
    };
  }

  /** The caller went away or took the request back. */
  public static McpFailure cancelled() {
    return McpFailure.of(FailureKind.CANCELLED, null);
  }

  // where there is an answer nobody took the request back: something of the handler's was
  // cancelled, unless it wrote to whoever left
  private static McpFailure answered(
      Throwable throwable,
      String errorType,
      @Nullable String statusCode,
      @Nullable String description) {
    FailureKind kind = kindOf(throwable);
    if (kind == FailureKind.CANCELLED) {
      if (ClientGone.isCauseOf(throwable)) {
        return cancelled();
      }
      kind = FailureKind.TOOL_EXCEPTION;
    }
    return new McpFailure(kind, errorType, statusCode, description, throwable);
  }

  private static FailureKind kindOf(Throwable throwable) {
    for (Throwable cause : Causes.of(throwable)) {
      String name = cause.getClass().getSimpleName();
      if (AUTH_EXCEPTIONS.contains(name)) {
        return FailureKind.AUTH;
      }
      if (name.endsWith("TimeoutException")) {
        return FailureKind.TIMEOUT;
      }
      if (name.equals("CancellationException")) {
        return FailureKind.CANCELLED;
      }
    }
    return ClientGone.isCauseOf(throwable) ? FailureKind.CANCELLED : FailureKind.TOOL_EXCEPTION;
  }
}
