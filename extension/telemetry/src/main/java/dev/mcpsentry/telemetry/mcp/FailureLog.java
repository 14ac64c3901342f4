package dev.mcpsentry.telemetry.mcp;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_MESSAGE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_PROMPT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_FAILURE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_SESSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SESSION_ID;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.RPC_RESPONSE_STATUS_CODE;

import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.options.McpOptions;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.privacy.SessionIds;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Says of every operation that failed what it was and why, and of sessions that they ended. */
final class FailureLog {

  private static final int MAX_TEXT_CHARS = 256;

  private final Logger logger;
  private final McpOptions options;
  private final Redaction redaction;

  FailureLog(Logger logger, McpOptions options, Redaction redaction) {
    this.logger = logger;
    this.options = options;
    this.redaction = redaction;
  }

  /** Logs the failure in the context of its operation, whose span has not ended yet. */
  void failed(McpOperation operation, McpOutcome.Failure failed) {
    McpFailure failure = failed.failure();
    Severity severity = severity(failure.kind());
    if (severity == Severity.UNDEFINED_SEVERITY_NUMBER) {
      return;
    }
    McpRequest request = operation.request();
    McpSession session = operation.session();
    LogRecordBuilder log =
        logger
            .logRecordBuilder()
            .setContext(operation.context())
            .setSeverity(severity)
            .setSeverityText(severity.name())
            .setBody("MCP " + operation.spanName() + ": " + failure.kind().attributeValue())
            .setAttribute(MCP_METHOD_NAME, redaction.text(request.method(), MAX_TEXT_CHARS))
            .setAttribute(MCP_SENTRY_FAILURE, failure.kind().attributeValue())
            .setAttribute(APP_TRANSPORT, session.transport().label());
    put(log, GEN_AI_TOOL_NAME, clean(request.toolName()));
    put(log, GEN_AI_PROMPT_NAME, clean(request.promptName()));
    put(log, ERROR_TYPE, failure.errorType());
    put(log, RPC_RESPONSE_STATUS_CODE, failure.statusCode());
    putId(log, session);
    put(log, ERROR_MESSAGE, FailureReason.of(failed, redaction));
    OperationFacts facts = new OperationFacts(request, operation.http(), failed);
    options.rules().atStart(facts, redaction).forEach(told -> told.to(log::setAttribute));
    options.rules().atEnd(facts, redaction).forEach(told -> told.to(log::setAttribute));
    log.emit();
  }

  /**
   * Says, to whoever wants details, that a session is over, if anything names it; also how the
   * bridge hears of it.
   */
  void closed(McpSession session) {
    if (session.id() == null && session.transport() != McpTransport.STDIO) {
      return;
    }
    LogRecordBuilder log =
        logger
            .logRecordBuilder()
            .setContext(Context.root())
            .setSeverity(Severity.DEBUG)
            .setSeverityText(Severity.DEBUG.name())
            .setBody("MCP session closed")
            .setAttribute(MCP_SENTRY_SESSION, "closed")
            .setAttribute(APP_TRANSPORT, session.transport().label());
    putId(log, session);
    log.emit();
  }

  private void putId(LogRecordBuilder log, McpSession session) {
    String id = session.id();
    if (id != null) {
      put(log, MCP_SESSION_ID, options.hashSessionId() ? SessionIds.hash(id) : id);
    }
  }

  /** How loud; undefined where there is nothing to say. */
  static Severity severity(FailureKind kind) {
    return switch (kind) {
      case PROBE, CANCELLED -> Severity.UNDEFINED_SEVERITY_NUMBER;
      case TOOL_REPORTED, CALLER_FAULT, INVALID_ARGUMENTS, AUTH -> Severity.WARN;
      default -> Severity.ERROR;
    };
  }

  private @Nullable String clean(@Nullable String text) {
    return text == null ? null : redaction.text(text, MAX_TEXT_CHARS);
  }

  private static void put(LogRecordBuilder log, AttributeKey<String> key, @Nullable String value) {
    if (value != null) {
      log.setAttribute(key, value);
    }
  }
}
