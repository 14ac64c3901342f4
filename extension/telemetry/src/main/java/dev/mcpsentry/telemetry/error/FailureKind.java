package dev.mcpsentry.telemetry.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The error taxonomy, one row per kind of failure. A row decides the span's status, whether an
 * issue is captured and how, and what the failure does to release health.
 *
 * <p>Status rules: OpenTelemetry semantic-conventions-genai, server side (the five caller-fault
 * codes leave the status unset). Issue rules: Sentry's MCP integration, with one deviation: only an
 * exception that escaped a handler is unhandled, because {@code handled=false} crashes the session
 * on the JVM.
 */
public enum FailureKind {
  /** A handler threw, whether or not a framework turned the exception into a result. */
  TOOL_EXCEPTION(Span.ERROR, Issue.UNHANDLED_ERROR, Health.CRASHED, "tool_execution"),
  /** A tool answered {@code isError: true} by its own choice. */
  TOOL_REPORTED(Span.ERROR, Issue.NONE, Health.ERRORED, "tool_execution"),
  /** The caller's mistake: -32700, -32600, -32601, -32602, -32002. */
  CALLER_FAULT(Span.UNSET, Issue.NONE, Health.NONE, "validation"),
  /** The library turned the arguments of a tool down, before the tool ran. */
  INVALID_ARGUMENTS(Span.UNSET, Issue.NONE, Health.NONE, "validation"),
  /** A client of a later revision of MCP asked which one the server speaks. */
  PROBE(Span.UNSET, Issue.NONE, Health.NONE, "validation"),
  /** Any other JSON-RPC error code, or no answer at all. */
  PROTOCOL(Span.ERROR, Issue.HANDLED_ERROR, Health.ERRORED, "protocol"),
  /** The transport failed under the operation. */
  TRANSPORT(Span.ERROR, Issue.HANDLED_ERROR, Health.ERRORED, "transport"),
  /** The operation ran out of time. */
  TIMEOUT(Span.ERROR, Issue.HANDLED_WARNING, Health.ERRORED, "timeout"),
  /** The caller went away or took the request back. */
  CANCELLED(Span.UNSET, Issue.NONE, Health.NONE, "cancelled"),
  /** The caller was not allowed to. */
  AUTH(Span.ERROR, Issue.NONE, Health.NONE, "auth"),
  /** The process ended first. */
  ABORTED(Span.ERROR, Issue.NONE, Health.ABNORMAL, "aborted");

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

  private final Span span;
  private final Issue issue;
  private final Health health;
  private final String mechanismErrorType;
  private final String attributeValue = name().toLowerCase(Locale.ROOT);

  FailureKind(Span span, Issue issue, Health health, String mechanismErrorType) {
    this.span = span;
    this.issue = issue;
    this.health = health;
    this.mechanismErrorType = mechanismErrorType;
  }

  /** What the span's status becomes. */
  public Span span() {
    return span;
  }

  /** What kind of issue is captured, if any. */
  public Issue issue() {
    return issue;
  }

  /** What the operation counts as in release health. */
  public Health health() {
    return health;
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
