package dev.mcpsentry.telemetry.mcp;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_CLIENT_FAMILY;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_RESOURCE_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_SERVER_MODE_PREFIX;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_SERVER_VERSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.CLIENT_ADDRESS;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.EXECUTE_TOOL;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_OPERATION_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_PROMPT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.JSONRPC_REQUEST_ID;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_CANCELLED_BY;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_CANCELLED_REASON;
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
import static dev.mcpsentry.telemetry.semconv.McpAttributes.NETWORK_PROTOCOL_VERSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.NETWORK_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.RPC_RESPONSE_STATUS_CODE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.SERVER_ADDRESS;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.SERVER_PORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.USER_AGENT_ORIGINAL;

import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.error.StandIn;
import dev.mcpsentry.telemetry.http.ServerModes;
import dev.mcpsentry.telemetry.options.McpOptions;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.privacy.SessionIds;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a span says: attributes at the start, the rest at the end. Source: OpenTelemetry MCP
 * conventions v1.41.1 and the error rules of semantic-conventions-genai.
 */
final class McpSpans {

  private static final int MAX_DESCRIPTION_CHARS = 256;
  private static final int MAX_HEADER_VALUES = 8;
  private static final int MAX_TEXT_CHARS = 256;

  private static final AttributeKey<String> EXCEPTION_TYPE =
      AttributeKey.stringKey("exception.type");

  private final McpOptions options;
  private final Redaction redaction;
  private final McpContent content;
  private final ServerModes modes = ServerModes.ofProcess();

  McpSpans(McpOptions options, Redaction redaction) {
    this.options = options;
    this.redaction = redaction;
    this.content = new McpContent(options, redaction);
  }

  /** Takes the attributes of a span that is running or about to. */
  interface Sink {
    <T> Object set(AttributeKey<T> key, T value);
  }

  /** Says what is known when an operation starts. */
  void start(
      Sink span, McpDirection direction, McpRequest request, McpSession session, HttpFacts http) {
    span.set(MCP_METHOD_NAME, redaction.text(request.method()));
    put(span, GEN_AI_TOOL_NAME, clean(request.toolName()));
    if (request.method().equals(McpMethods.TOOLS_CALL)) {
      span.set(GEN_AI_OPERATION_NAME, EXECUTE_TOOL);
    }
    put(span, GEN_AI_PROMPT_NAME, clean(request.promptName()));
    String uri = request.resourceUri();
    if (uri != null) {
      span.set(MCP_RESOURCE_URI, resourceUri(uri, redaction));
    }
    if (request.id() != null) {
      put(span, JSONRPC_REQUEST_ID, clean(request.id().toString()));
    }
    McpTransport transport = session.transport();
    span.set(APP_TRANSPORT, transport.label());
    span.set(NETWORK_TRANSPORT, transport.networkTransport());
    put(span, NETWORK_PROTOCOL_NAME, transport.networkProtocol());
    String sessionId = session.id();
    if (sessionId != null) {
      span.set(MCP_SESSION_ID, options.hashSessionId() ? SessionIds.hash(sessionId) : sessionId);
    }
    McpEndpoint endpoint = session.endpoint();
    if (direction == McpDirection.SENT && endpoint != null) {
      span.set(SERVER_ADDRESS, endpoint.address());
      span.set(SERVER_PORT, (long) endpoint.port());
    }
    if (direction == McpDirection.RECEIVED) {
      http(span, http);
    }
    content.arguments(span, request);
    OperationFacts facts = OperationFacts.atStart(request, http);
    options.rules().atStart(facts, redaction).forEach(told -> told.to(span::set));
  }

  // a caller can make up any
  private void http(Sink span, HttpFacts http) {
    put(span, NETWORK_PROTOCOL_VERSION, http.protocolVersion());
    put(span, CLIENT_ADDRESS, http.clientAddress());
    put(span, USER_AGENT_ORIGINAL, clean(http.userAgent()));
    http.headers().forEach((header, values) -> span.set(header, cleaned(header, values)));
    for (String mode : options.serverModes()) {
      Boolean on = modes.isOn(mode, http.query());
      if (on != null) {
        span.set(AttributeKey.booleanKey(APP_SERVER_MODE_PREFIX + mode), on);
      }
    }
  }

  /** What is known once an operation is over. */
  void end(McpOperation operation, McpOutcome outcome) {
    Span span = operation.span();
    McpSession session = operation.session();
    McpRequest request = operation.request();
    // initialize learns these only while it runs
    put(span, MCP_PROTOCOL_VERSION, session.protocolVersion());
    peer(span, session.client(), MCP_CLIENT_NAME, MCP_CLIENT_VERSION, MCP_CLIENT_TITLE);
    peer(span, session.server(), MCP_SERVER_NAME, MCP_SERVER_VERSION, MCP_SERVER_TITLE);
    McpPeer server = session.server();
    if (session.role() == McpRole.SERVER) {
      put(span, APP_CLIENT_FAMILY, session.clientFamily(operation.http().userAgent()));
      put(span, APP_SERVER_VERSION, server == null ? null : clean(server.version()));
    }
    if (outcome instanceof McpOutcome.Failure failed) {
      failure(span, operation.direction(), failed);
    }
    if (span.isRecording()) {
      content.result(span, request, outcome);
      OperationFacts facts = OperationFacts.of(operation, outcome);
      options.rules().atEnd(facts, redaction).forEach(told -> told.to(span::setAttribute));
    }
  }

  /** What kind of resource it was about; null where nobody tells. */
  @Nullable String resourceType(McpOperation operation, McpOutcome outcome) {
    OperationFacts facts = OperationFacts.of(operation, outcome);
    Object type = options.rules().value(APP_RESOURCE_TYPE.getKey(), facts, redaction);
    return type == null ? null : type.toString();
  }

  private List<String> cleaned(AttributeKey<?> header, List<String> values) {
    String name = header.getKey().substring(header.getKey().lastIndexOf('.') + 1);
    return values.stream().limit(MAX_HEADER_VALUES).map(v -> content.header(name, v)).toList();
  }

  /** Says on the span of a request that was taken back who did, and why. */
  void cancelled(Span span, McpRole by, @Nullable String reason) {
    span.setAttribute(MCP_CANCELLED_BY, by.label());
    if (reason != null && redaction.tellsMessages()) {
      span.setAttribute(MCP_CANCELLED_REASON, described(reason));
    }
  }

  private void failure(Span span, McpDirection direction, McpOutcome.Failure failed) {
    McpFailure failure = failed.failure();
    FailureKind kind = failure.kind();
    span.setAttribute(MCP_SENTRY_FAILURE, kind.attributeValue());
    put(span, ERROR_TYPE, failure.errorType());
    put(span, RPC_RESPONSE_STATUS_CODE, failure.statusCode());
    if (kind.span() == FailureKind.Span.ERROR) {
      String reason = FailureReason.of(failed, redaction);
      span.setStatus(StatusCode.ERROR, reason == null ? "" : reason);
    }
    // a failed call reaches its caller as an exception; it is an issue where that escapes
    if (direction == McpDirection.RECEIVED
        && failure.throwable() != null
        && kind.issue().captured()) {
      record(span, failure.throwable());
    }
  }

  // OpenTelemetry renders it at once, on the thread that has the answer to send
  private void record(Span span, Throwable throwable) {
    Throwable recorded =
        redaction.tellsMessages() ? StandIn.of(throwable) : StandIn.withoutMessages(throwable);
    span.recordException(
        recorded,
        recorded instanceof StandIn standIn
            ? Attributes.of(EXCEPTION_TYPE, standIn.className())
            : Attributes.empty());
  }

  private String described(String message) {
    return redaction.text(message, MAX_DESCRIPTION_CHARS);
  }

  /** A URI as it may leave: redacted, capped, without its query. */
  static String resourceUri(String uri, Redaction redaction) {
    String clean = redaction.text(uri, MAX_TEXT_CHARS);
    int query = clean.indexOf('?');
    return query < 0 ? clean : clean.substring(0, query);
  }

  private void peer(
      Span span,
      @Nullable McpPeer peer,
      AttributeKey<String> name,
      AttributeKey<String> version,
      AttributeKey<String> title) {
    if (peer != null) {
      put(span, name, clean(peer.name()));
      put(span, version, clean(peer.version()));
      put(span, title, clean(peer.title()));
    }
  }

  /** What a span is called, redacted. */
  String name(String name) {
    return redaction.text(name);
  }

  private @Nullable String clean(@Nullable String text) {
    return text == null ? null : redaction.text(text, MAX_TEXT_CHARS);
  }

  private static void put(Sink span, AttributeKey<String> key, @Nullable String value) {
    if (value != null) {
      span.set(key, value);
    }
  }

  private static void put(Span span, AttributeKey<String> key, @Nullable String value) {
    if (value != null) {
      span.setAttribute(key, value);
    }
  }
}
