package dev.mcpsentry.telemetry.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The error taxonomy, one row per kind of failure. A row says everything: the span's status in
 * OpenTelemetry's and in Sentry's words, {@code error.type}, whether an issue is captured and what
 * it is called, what the failure does to release health, how loudly it is logged, and whether the
 * name it was aimed at may be said.
 *
 * <p>Status rules: OpenTelemetry semantic-conventions-genai, server side (the five caller-fault
 * codes leave the status unset). Sentry's word is {@code internal_error} for every failure, the
 * only value its MCP dashboards count as an error, but for what the end of the process cut off.
 * Issue rules: Sentry's MCP integration, with one deviation: only an exception that escaped a
 * handler is unhandled, because {@code handled=false} crashes the session on the JVM.
 */
public enum FailureKind {
  /** A handler threw, whether or not a framework turned the exception into a result. */
  TOOL_EXCEPTION(
      Span.ERROR,
      Words.INTERNAL_ERROR,
      ErrorType.THROWN,
      Issue.UNHANDLED_ERROR,
      Health.CRASHED,
      Log.ERROR,
      Name.REACHED,
      "tool_execution",
      Words.ANY_TYPE),
  /** A tool answered {@code isError: true} by its own choice. */
  TOOL_REPORTED(
      Span.ERROR,
      Words.INTERNAL_ERROR,
      ErrorType.REPORTED,
      Issue.NONE,
      Health.ERRORED,
      Log.WARN,
      Name.REACHED,
      "tool_execution",
      Words.ANY_TYPE),
  /** The caller's mistake: -32700, -32600, -32601, -32602, -32002. */
  CALLER_FAULT(
      Span.UNSET,
      Words.OK,
      ErrorType.UNSET,
      Issue.NONE,
      Health.NONE,
      Log.WARN,
      Name.UNKNOWN,
      "validation",
      Words.ANY_TYPE),
  /** The library turned the arguments of a tool down, before the tool ran. */
  INVALID_ARGUMENTS(
      Span.UNSET,
      Words.OK,
      ErrorType.UNSET,
      Issue.NONE,
      Health.NONE,
      Log.WARN,
      Name.REACHED,
      "validation",
      Words.ANY_TYPE),
  /** A client of a later revision of MCP asked which one the server speaks. */
  PROBE(
      Span.UNSET,
      Words.OK,
      ErrorType.UNSET,
      Issue.NONE,
      Health.NONE,
      Log.NONE,
      Name.UNKNOWN,
      "validation",
      Words.ANY_TYPE),
  /** Any other JSON-RPC error code, or no answer at all. */
  PROTOCOL(
      Span.ERROR,
      Words.INTERNAL_ERROR,
      ErrorType.UNKNOWN,
      Issue.HANDLED_ERROR,
      Health.ERRORED,
      Log.ERROR,
      Name.REACHED_IF_SENT,
      "protocol",
      Words.ANY_TYPE),
  /** The transport failed under the operation. */
  TRANSPORT(
      Span.ERROR,
      Words.INTERNAL_ERROR,
      ErrorType.THROWN,
      Issue.HANDLED_ERROR,
      Health.ERRORED,
      Log.ERROR,
      Name.REACHED_IF_SENT,
      "transport",
      "McpTransportError"),
  /** The operation ran out of time. */
  TIMEOUT(
      Span.ERROR,
      Words.INTERNAL_ERROR,
      ErrorType.TIMEOUT,
      Issue.HANDLED_WARNING,
      Health.ERRORED,
      Log.ERROR,
      Name.REACHED,
      "timeout",
      "McpTimeout"),
  /** The caller went away or took the request back. */
  CANCELLED(
      Span.UNSET,
      "cancelled",
      ErrorType.UNSET,
      Issue.NONE,
      Health.NONE,
      Log.NONE,
      Name.REACHED_IF_SENT,
      "cancelled",
      Words.ANY_TYPE),
  /** The caller was not allowed to. */
  AUTH(
      Span.ERROR,
      Words.INTERNAL_ERROR,
      ErrorType.THROWN,
      Issue.NONE,
      Health.NONE,
      Log.WARN,
      Name.REACHED,
      "auth",
      Words.ANY_TYPE),
  /** The process ended first. */
  ABORTED(
      Span.ERROR,
      "aborted",
      ErrorType.ABORTED,
      Issue.NONE,
      Health.ABNORMAL,
      Log.ERROR,
      Name.UNKNOWN,
      "aborted",
      Words.ANY_TYPE);

  /** Effect on the span's status. */
  public enum Span {
    ERROR,
    UNSET
  }

  /** Effect on issues. */
  public enum Issue {
    NONE,
    HANDLED_WARNING,
    HANDLED_ERROR,
    UNHANDLED_ERROR;

    /** The event's level, in Sentry's spelling. */
    public String level() {
      return this == HANDLED_WARNING ? "warning" : "error";
    }

    /** Whether an issue is captured at all. */
    public boolean captured() {
      return this != NONE;
    }

    /** The {@code handled} of the event's mechanism. */
    public boolean handled() {
      return this != UNHANDLED_ERROR;
    }
  }

  /** Effect on release health: what the operation counts as. */
  public enum Health {
    NONE,
    ERRORED,
    ABNORMAL,
    CRASHED
  }

  /** How the log of an operation that failed is told. */
  public enum Log {
    /** Not at all: nothing went wrong here. */
    NONE,
    /** What a tool reported or a caller got wrong. */
    WARN,
    ERROR
  }

  /**
   * Whether the tool or prompt that was named is there, and so may be called by its name on metrics
   * and issues: whoever turns a request down may do so because there is none, but what is sent is
   * no stranger's word.
   */
  public enum Name {
    REACHED,
    /** By the word of whoever sends, unless the answer blames it. */
    REACHED_IF_SENT,
    UNKNOWN
  }

  // an enum's own constants cannot see its static fields
  private static final class Words {
    private static final String OK = "ok";
    private static final String INTERNAL_ERROR = "internal_error";
    private static final String ANY_TYPE = "McpError";
  }

  private final Span span;
  private final String sentryStatus;
  private final ErrorType errorType;
  private final Issue issue;
  private final Health health;
  private final Log log;
  private final Name target;
  private final String mechanismErrorType;
  private final String syntheticType;
  private final String attributeValue = name().toLowerCase(Locale.ROOT);

  FailureKind(
      Span span,
      String sentryStatus,
      ErrorType errorType,
      Issue issue,
      Health health,
      Log log,
      Name target,
      String mechanismErrorType,
      String syntheticType) {
    this.span = span;
    this.sentryStatus = sentryStatus;
    this.errorType = errorType;
    this.issue = issue;
    this.health = health;
    this.log = log;
    this.target = target;
    this.mechanismErrorType = mechanismErrorType;
    this.syntheticType = syntheticType;
  }

  /** What the span's status becomes. */
  public Span span() {
    return span;
  }

  /** Whether the span's status becomes an error. */
  public boolean isError() {
    return span == Span.ERROR;
  }

  /** The status in Sentry of a span whose own status is what the row says. */
  public String sentryStatus() {
    return sentryStatus;
  }

  /**
   * The status in Sentry of a span, on whose own status the application may have had the last word.
   *
   * @param failed whether the span's own status is an error
   */
  public String sentryStatus(boolean failed) {
    if (failed) {
      return isError() ? sentryStatus : Words.INTERNAL_ERROR;
    }
    return sentryStatus.equals(Words.INTERNAL_ERROR) ? Words.OK : sentryStatus;
  }

  /** What {@code error.type} says. */
  public ErrorType errorType() {
    return errorType;
  }

  /** What kind of issue is captured, if any. */
  public Issue issue() {
    return issue;
  }

  /** What the operation counts as in release health. */
  public Health health() {
    return health;
  }

  /** Whether it is a fault of ours rather than the caller's: those that release health counts. */
  public boolean isOurs() {
    return health != Health.NONE;
  }

  /** How an operation that failed so is logged. */
  public Log log() {
    return log;
  }

  /** What the failure says of the name that the request was aimed at. */
  public Name target() {
    return target;
  }

  /** The exception type of an issue for which nothing was thrown and no code answered. */
  public String syntheticType() {
    return syntheticType;
  }

  /**
   * The {@code error_type} in the mechanism data of a captured issue; a handler's exception is
   * {@code tool_execution} on {@code tools/call} and named after its method elsewhere.
   */
  public String mechanismErrorType(String method) {
    if (this != TOOL_EXCEPTION) {
      return mechanismErrorType;
    }
    return switch (method) {
      case "tools/call" -> "tool_execution";
      case "prompts/get" -> "prompt_execution";
      case "resources/read" -> "resource_execution";
      default -> "handler_execution";
    };
  }

  /** The value of {@code mcp.sentry.failure}. */
  public String attributeValue() {
    return attributeValue;
  }

  /** The row of an attribute value, or null when it names none. */
  public static @Nullable FailureKind ofAttributeValue(@Nullable String value) {
    for (FailureKind kind : values()) {
      if (kind.attributeValue.equals(value)) {
        return kind;
      }
    }
    return null;
  }
}
