package dev.mcpsentry.telemetry.semconv;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longArrayKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * Attribute keys of an MCP operation.
 *
 * <p>Source, unless a key says otherwise: OpenTelemetry semantic conventions for MCP, v1.41.1, all
 * in development. The Java artifact marks its copies deprecated since the page moved, hence our
 * own.
 */
public final class McpAttributes {

  public static final AttributeKey<String> MCP_METHOD_NAME = stringKey("mcp.method.name");
  public static final AttributeKey<String> MCP_SESSION_ID = stringKey("mcp.session.id");
  public static final AttributeKey<String> MCP_PROTOCOL_VERSION = stringKey("mcp.protocol.version");
  public static final AttributeKey<String> MCP_RESOURCE_URI = stringKey("mcp.resource.uri");
  public static final AttributeKey<String> JSONRPC_REQUEST_ID = stringKey("jsonrpc.request.id");
  public static final AttributeKey<String> JSONRPC_PROTOCOL_VERSION =
      stringKey("jsonrpc.protocol.version");
  public static final AttributeKey<String> RPC_RESPONSE_STATUS_CODE =
      stringKey("rpc.response.status_code");
  public static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");

  public static final AttributeKey<String> GEN_AI_TOOL_NAME = stringKey("gen_ai.tool.name");
  public static final AttributeKey<String> GEN_AI_PROMPT_NAME = stringKey("gen_ai.prompt.name");
  public static final AttributeKey<String> GEN_AI_OPERATION_NAME =
      stringKey("gen_ai.operation.name");

  /** Opt-in content: one JSON object. */
  public static final AttributeKey<String> GEN_AI_TOOL_CALL_ARGUMENTS =
      stringKey("gen_ai.tool.call.arguments");

  /** Opt-in content: JSON, successful executions only. */
  public static final AttributeKey<String> GEN_AI_TOOL_CALL_RESULT =
      stringKey("gen_ai.tool.call.result");

  /** Sentry conventions 0.33.0: UTF-8 bytes of a result's texts and media, before any cap. */
  public static final AttributeKey<Long> GEN_AI_TOOL_CALL_RESULT_SIZE =
      longKey("gen_ai.tool.call.result.size");

  /** Sentry's MCP server: how many things a result lists; 0 means that nothing was found. */
  public static final AttributeKey<Long> GEN_AI_TOOL_CALL_RESULT_COUNT =
      longKey("gen_ai.tool.call.result.count");

  /** Sentry's MCP convention: how many parts a result has. */
  public static final AttributeKey<Long> MCP_TOOL_RESULT_CONTENT_COUNT =
      longKey("mcp.tool.result.content_count");

  /** Sentry's MCP convention: of a single part, whether it is text, an image or a resource. */
  public static final AttributeKey<String> MCP_TOOL_RESULT_CONTENT_TYPE =
      stringKey("mcp.tool.result.content_type");

  /** Prefix of opt-in content, one key per prompt argument (semantic-conventions-genai). */
  public static final String GEN_AI_PROMPT_VARIABLE_PREFIX = "gen_ai.prompt.variable.";

  public static final AttributeKey<String> NETWORK_TRANSPORT = stringKey("network.transport");
  public static final AttributeKey<String> NETWORK_PROTOCOL_NAME =
      stringKey("network.protocol.name");
  public static final AttributeKey<String> NETWORK_PROTOCOL_VERSION =
      stringKey("network.protocol.version");
  public static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
  public static final AttributeKey<Long> SERVER_PORT = longKey("server.port");
  public static final AttributeKey<String> USER_AGENT_ORIGINAL = stringKey("user_agent.original");
  public static final AttributeKey<String> CLIENT_ADDRESS = stringKey("client.address");
  public static final AttributeKey<Long> CLIENT_PORT = longKey("client.port");

  /** Sentry conventions 0.33.0; not an OpenTelemetry key. */
  public static final AttributeKey<String> MCP_CLIENT_NAME = stringKey("mcp.client.name");

  /** Sentry conventions 0.33.0. */
  public static final AttributeKey<String> MCP_CLIENT_TITLE = stringKey("mcp.client.title");

  /** Sentry conventions 0.33.0. */
  public static final AttributeKey<String> MCP_CLIENT_VERSION = stringKey("mcp.client.version");

  /** Sentry conventions 0.33.0. */
  public static final AttributeKey<String> MCP_SERVER_NAME = stringKey("mcp.server.name");

  /** Sentry conventions 0.33.0. */
  public static final AttributeKey<String> MCP_SERVER_TITLE = stringKey("mcp.server.title");

  /** Sentry conventions 0.33.0. */
  public static final AttributeKey<String> MCP_SERVER_VERSION = stringKey("mcp.server.version");

  /** Sentry conventions 0.33.0. */
  public static final AttributeKey<String> MCP_CANCELLED_REASON = stringKey("mcp.cancelled.reason");

  /** Ours: {@code client} or {@code server}, whoever took the request back. */
  public static final AttributeKey<String> MCP_CANCELLED_BY = stringKey("mcp.cancelled.by");

  /** Sentry conventions 0.33.0. */
  public static final AttributeKey<Double> MCP_PROGRESS_CURRENT = doubleKey("mcp.progress.current");

  /** Sentry conventions 0.33.0. */
  public static final AttributeKey<Double> MCP_PROGRESS_TOTAL = doubleKey("mcp.progress.total");

  /** OpenTelemetry error conventions. */
  public static final AttributeKey<String> ERROR_MESSAGE = stringKey("error.message");

  /** Sentry conventions 0.33.0. */
  public static final AttributeKey<String> MCP_LOGGING_LEVEL = stringKey("mcp.logging.level");

  /** Sentry conventions 0.33.0. */
  public static final AttributeKey<String> MCP_LOGGING_LOGGER = stringKey("mcp.logging.logger");

  /** Sentry conventions 0.33.0. */
  public static final AttributeKey<String> MCP_LOGGING_DATA_TYPE =
      stringKey("mcp.logging.data_type");

  /** Ours: a few well-known kinds of clients. */
  public static final AttributeKey<String> APP_CLIENT_FAMILY = stringKey("app.client.family");

  /** Ours: what the user is up to, where the server's owner named a place that says it. */
  public static final AttributeKey<String> APP_USER_INTENT = stringKey("app.user.intent");

  /** Ours: what kind of resource is asked for; the scheme of its URI unless a rule says better. */
  public static final AttributeKey<String> APP_RESOURCE_TYPE = stringKey("app.resource.type");

  /** AgentCat's, on log records: how long an operation took, in whole milliseconds. */
  public static final AttributeKey<Long> DURATION_MS = longKey("duration_ms");

  /** Ours: the version the server says it has. */
  public static final AttributeKey<String> APP_SERVER_VERSION = stringKey("app.server.version");

  /** Prefix of ours, one key per query parameter that names a mode of the server. */
  public static final String APP_SERVER_MODE_PREFIX = "app.server.mode.";

  /**
   * Ours: {@code http}, {@code sse}, {@code stdio} or {@code websocket}; what Sentry calls {@code
   * mcp.transport}.
   */
  public static final AttributeKey<String> APP_TRANSPORT = stringKey("app.transport");

  /**
   * Ours: the lower-case name of the {@link dev.mcpsentry.telemetry.error.FailureKind} of an
   * operation that did not succeed. Carries the taxonomy's verdict from the instrumentation to
   * whoever hears the span.
   */
  public static final AttributeKey<String> MCP_SENTRY_FAILURE = stringKey("mcp.sentry.failure");

  /**
   * Ours, on a span that stands for nothing else: the exception it recorded kept the program from
   * starting.
   */
  public static final AttributeKey<Boolean> MCP_SENTRY_FAILED_START =
      booleanKey("mcp.sentry.failed_start");

  /**
   * Ours, on the HTTP request that opened a stream and stays open as long as the stream: how long
   * it takes says nothing.
   */
  public static final AttributeKey<Boolean> MCP_SENTRY_STREAM = booleanKey("mcp.sentry.stream");

  /**
   * Ours, on an HTTP request that an authorization server's hook told of, so that its path says
   * nothing more.
   */
  public static final AttributeKey<Boolean> MCP_SENTRY_OAUTH = booleanKey("mcp.sentry.oauth");

  /** Ours, on an HTTP request whose caller has skills, which stand beside it. */
  public static final AttributeKey<Boolean> MCP_SENTRY_SKILLS = booleanKey("mcp.sentry.skills");

  /** Ours, on the log record that a session ended: {@code closed}. */
  public static final AttributeKey<String> MCP_SENTRY_SESSION = stringKey("mcp.sentry.session");

  /** On a log record: the exceptions that the application's own Sentry SDK reported. */
  public static final AttributeKey<List<Long>> MCP_SENTRY_REPORTED =
      longArrayKey("mcp.sentry.reported");

  /** Sentry's MCP convention: the messages a prompt was answered with. Opt-in. */
  public static final AttributeKey<String> MCP_PROMPT_RESULT_CONTENT =
      stringKey("mcp.prompt.result.message_content");

  /** Sentry's MCP convention: what a tool answered, here only with {@code isError}. Opt-in. */
  public static final AttributeKey<String> MCP_TOOL_RESULT_CONTENT =
      stringKey("mcp.tool.result.content");

  /** Value of {@link #GEN_AI_OPERATION_NAME} on tool calls. */
  public static final String EXECUTE_TOOL = "execute_tool";

  /** Value that stands in for anything a caller made up, on metrics. */
  public static final String OTHER = "_OTHER";

  /** Value of {@link #ERROR_TYPE} for a tool result with {@code isError}. */
  public static final String TOOL_ERROR = "tool_error";

  private McpAttributes() {}
}
