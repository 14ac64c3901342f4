package dev.mcpsentry.telemetry.mcp;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.EXECUTE_TOOL;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_OPERATION_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_PROMPT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_PROMPT_VARIABLE_PREFIX;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_CALL_ARGUMENTS;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_CALL_RESULT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.JSONRPC_REQUEST_ID;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_CLIENT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_CLIENT_TITLE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_CLIENT_VERSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_PROTOCOL_VERSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_RESOURCE_URI;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_FAILURE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SERVER_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SERVER_TITLE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SERVER_VERSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SESSION_ID;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.NETWORK_PROTOCOL_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.NETWORK_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.RPC_RESPONSE_STATUS_CODE;

import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.options.McpOptions;
import dev.mcpsentry.telemetry.privacy.ContentWriter;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.privacy.SessionIds;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server span says: attributes at the start, the rest at the end. Source: OpenTelemetry MCP
 * conventions v1.41.1 and the error rules of semantic-conventions-genai.
 */
final class McpSpans {

  private static final int MAX_DESCRIPTION_CHARS = 256;
  private static final int MAX_PROMPT_VARIABLES = 32;
  private static final int MAX_ID_CHARS = 256;

  private final McpOptions options;
  private final Redaction redaction;
  private final ContentWriter content;

  McpSpans(McpOptions options) {
    this.options = options;
    this.redaction = new Redaction(options.redactKeys());
    this.content = new ContentWriter(redaction);
  }

  void start(SpanBuilder span, McpRequest request, McpSession session) {
    span.setAttribute(MCP_METHOD_NAME, request.method());
    put(span, GEN_AI_TOOL_NAME, request.toolName());
    if (request.method().equals(McpMethods.TOOLS_CALL)) {
      span.setAttribute(GEN_AI_OPERATION_NAME, EXECUTE_TOOL);
    }
    put(span, GEN_AI_PROMPT_NAME, request.promptName());
    String uri = request.resourceUri();
    if (uri != null) {
      span.setAttribute(MCP_RESOURCE_URI, redaction.text(withoutQuery(uri)));
    }
    if (request.id() != null) {
      String id = request.id().toString();
      span.setAttribute(
          JSONRPC_REQUEST_ID, id.length() <= MAX_ID_CHARS ? id : id.substring(0, MAX_ID_CHARS));
    }
    McpTransport transport = session.transport();
    span.setAttribute(APP_TRANSPORT, transport.label());
    span.setAttribute(NETWORK_TRANSPORT, transport.networkTransport());
    put(span, NETWORK_PROTOCOL_NAME, transport.networkProtocol());
    String sessionId = session.id();
    if (sessionId != null) {
      span.setAttribute(
          MCP_SESSION_ID, options.hashSessionId() ? SessionIds.hash(sessionId) : sessionId);
    }
    if (options.captureArguments()) {
      arguments(span, request);
    }
  }

  void end(Span span, McpRequest request, McpSession session, McpOutcome outcome) {
    // initialize learns these only while it runs
    put(span, MCP_PROTOCOL_VERSION, session.protocolVersion());
    peer(span, session.client(), MCP_CLIENT_NAME, MCP_CLIENT_VERSION, MCP_CLIENT_TITLE);
    peer(span, session.server(), MCP_SERVER_NAME, MCP_SERVER_VERSION, MCP_SERVER_TITLE);
    if (outcome instanceof McpOutcome.Failure failed) {
      failure(span, failed.failure());
    } else if (outcome instanceof McpOutcome.Success success
        && options.captureResults()
        && request.method().equals(McpMethods.TOOLS_CALL)) {
      span.setAttribute(GEN_AI_TOOL_CALL_RESULT, content.json(success.content().get()));
    }
  }

  private void failure(Span span, McpFailure failure) {
    FailureKind kind = failure.kind();
    span.setAttribute(MCP_SENTRY_FAILURE, kind.attributeValue());
    put(span, ERROR_TYPE, failure.errorType());
    put(span, RPC_RESPONSE_STATUS_CODE, failure.statusCode());
    if (kind.span() == FailureKind.Span.ERROR) {
      String description = failure.description();
      span.setStatus(StatusCode.ERROR, description == null ? "" : described(description));
    }
    if (failure.throwable() != null && kind.issue().captured()) {
      span.recordException(failure.throwable());
    }
  }

  private String described(String message) {
    return redaction.text(message, MAX_DESCRIPTION_CHARS);
  }

  private void arguments(SpanBuilder span, McpRequest request) {
    if (!(request.arguments() instanceof Map<?, ?> arguments)) {
      return;
    }
    if (request.method().equals(McpMethods.TOOLS_CALL)) {
      span.setAttribute(GEN_AI_TOOL_CALL_ARGUMENTS, content.json(arguments));
    } else if (request.method().equals(McpMethods.PROMPTS_GET)) {
      arguments.entrySet().stream()
          .limit(MAX_PROMPT_VARIABLES)
          .forEach(
              variable -> {
                String name = String.valueOf(variable.getKey());
                span.setAttribute(
                    GEN_AI_PROMPT_VARIABLE_PREFIX + name, content.text(name, variable.getValue()));
              });
    }
  }

  private static String withoutQuery(String uri) {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  private static void peer(
      Span span,
      @Nullable McpPeer peer,
      AttributeKey<String> name,
      AttributeKey<String> version,
      AttributeKey<String> title) {
    if (peer != null) {
      put(span, name, peer.name());
      put(span, version, peer.version());
      put(span, title, peer.title());
    }
  }

  private static void put(SpanBuilder span, AttributeKey<String> key, @Nullable String value) {
    if (value != null) {
      span.setAttribute(key, value);
    }
  }

  private static void put(Span span, AttributeKey<String> key, @Nullable String value) {
    if (value != null) {
      span.setAttribute(key, value);
    }
  }
}
