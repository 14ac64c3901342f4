package dev.mcpsentry.telemetry.mcp;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.DURATION_MS;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_MESSAGE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_PROMPT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_CLIENT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_CLIENT_VERSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_RESOURCE_URI;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_FAILURE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_SESSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SERVER_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SERVER_VERSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SESSION_ID;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.RPC_RESPONSE_STATUS_CODE;

import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.options.LogLines;
import dev.mcpsentry.telemetry.options.McpOptions;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.privacy.SessionIds;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says of every operation that failed what it was and why, in AgentCat's way of every one that was
 * served, and of sessions that they ended.
 */
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

  /**
   * Logs, in the context of an operation whose span has not ended yet, its failure, or whatever
   * became of it where all are logged.
   */
  void ended(McpOperation operation, McpOutcome outcome, long nanos) {
    McpOutcome.Failure failed = outcome instanceof McpOutcome.Failure failure ? failure : null;
    Severity severity =
        failed == null ? Severity.UNDEFINED_SEVERITY_NUMBER : severity(failed.failure().kind());
    boolean wrong = severity != Severity.UNDEFINED_SEVERITY_NUMBER;
    if (isLogged(operation)) {
      LogRecordBuilder log = record(operation, wrong ? Severity.ERROR : Severity.INFO, failed);
      asAgentCat(log, operation, nanos);
      log.emit();
    } else if (failed != null && wrong && options.logs() != LogLines.OFF) {
      record(operation, severity, failed)
          .setBody("MCP " + operation.spanName() + ": " + failed.failure().kind().attributeValue())
          .emit();
    }
  }

  private boolean isLogged(McpOperation operation) {
    return operation.direction() == McpDirection.RECEIVED
        && (options.logs() == LogLines.ALL || options.mapping().agentCatFields());
  }

  private LogRecordBuilder record(
      McpOperation operation, Severity severity, McpOutcome.@Nullable Failure failed) {
    McpRequest request = operation.request();
    McpSession session = operation.session();
    LogRecordBuilder log =
        logger
            .logRecordBuilder()
            .setContext(operation.context())
            .setSeverity(severity)
            .setSeverityText(severity.name())
            .setAttribute(MCP_METHOD_NAME, redaction.text(request.method(), MAX_TEXT_CHARS))
            .setAttribute(APP_TRANSPORT, session.transport().label());
    put(log, GEN_AI_TOOL_NAME, clean(request.toolName()));
    put(log, GEN_AI_PROMPT_NAME, clean(request.promptName()));
    putId(log, session);
    if (failed != null) {
      McpFailure failure = failed.failure();
      put(log, MCP_SENTRY_FAILURE, failure.kind().attributeValue());
      put(log, ERROR_TYPE, failure.errorType());
      put(log, RPC_RESPONSE_STATUS_CODE, failure.statusCode());
      put(log, ERROR_MESSAGE, FailureReason.of(failed, redaction));
    }
    OperationFacts facts = OperationFacts.of(operation, failed);
    options.rules().atStart(facts, redaction).forEach(told -> told.to(log::setAttribute));
    options.rules().atEnd(facts, redaction).forEach(told -> told.to(log::setAttribute));
    return log;
  }

  // what its mapping is made of that no other record has
  private void asAgentCat(LogRecordBuilder log, McpOperation operation, long nanos) {
    McpRequest request = operation.request();
    McpSession session = operation.session();
    String uri = request.resourceUri();
    String resource = uri == null ? null : McpSpans.resourceUri(uri, redaction);
    put(log, MCP_RESOURCE_URI, resource);
    peer(log, session.client(), MCP_CLIENT_NAME, MCP_CLIENT_VERSION);
    peer(log, session.server(), MCP_SERVER_NAME, MCP_SERVER_VERSION);
    log.setAttribute(DURATION_MS, TimeUnit.NANOSECONDS.toMillis(nanos));
    String aim = request.toolName() == null ? request.promptName() : request.toolName();
    String named = aim == null ? resource : clean(aim);
    String method = redaction.text(request.method(), MAX_TEXT_CHARS);
    log.setBody(named == null ? "MCP " + method : "MCP " + method + ": " + named);
  }

  private void peer(
      LogRecordBuilder log,
      @Nullable McpPeer peer,
      AttributeKey<String> name,
      AttributeKey<String> version) {
    if (peer != null) {
      put(log, name, clean(peer.name()));
      put(log, version, clean(peer.version()));
    }
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
