package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_PROMPT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_PROMPT_VARIABLE_PREFIX;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_CALL_ARGUMENTS;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_CALL_RESULT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.JSONRPC_REQUEST_ID;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_RESOURCE_URI;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.NETWORK_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.TOOL_ERROR;

import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * Says on an MCP span, beside OpenTelemetry's keys, what Sentry's dashboards read: the spellings of
 * Sentry's MCP convention that {@code @sentry/conventions} 0.33 deprecates but its product still
 * queries.
 */
public final class McpFields {

  private static final String ARGUMENT_PREFIX = "mcp.request.argument.";
  private static final int MAX_ARGUMENTS = 32;
  private static final int MAX_ARGUMENT_CHARS = 4 * 1024;

  private final AttributeWriter out;
  private final JsonFields.Visitor argument;

  public McpFields(AttributeWriter out) {
    this.out = out;
    this.argument = (key, text, from, to) -> argument(key, text.substring(from, to));
  }

  public void write(Attributes attributes, SpanKind kind) {
    add(attributes, "mcp.tool.name", attributes.get(GEN_AI_TOOL_NAME));
    add(attributes, "mcp.prompt.name", attributes.get(GEN_AI_PROMPT_NAME));
    add(attributes, "mcp.request.id", attributes.get(JSONRPC_REQUEST_ID));
    add(attributes, "mcp.transport", transport(attributes));
    if (kind == SpanKind.SERVER && TOOL_ERROR.equals(attributes.get(ERROR_TYPE))) {
      out.flag("mcp.tool.result.is_error", true);
    }
    add(attributes, "mcp.tool.result.content", attributes.get(GEN_AI_TOOL_CALL_RESULT));
    resource(attributes);
    arguments(attributes);
  }

  private static String transport(Attributes attributes) {
    String transport = attributes.get(APP_TRANSPORT);
    if (transport != null) {
      return transport;
    }
    String network = attributes.get(NETWORK_TRANSPORT);
    return "pipe".equals(network) ? "stdio" : "tcp".equals(network) ? "http" : "unknown";
  }

  private void resource(Attributes attributes) {
    String uri = attributes.get(MCP_RESOURCE_URI);
    if (uri != null) {
      int colon = uri.indexOf(':');
      add(attributes, "mcp.resource.protocol", colon > 0 ? uri.substring(0, colon) : null);
      add(attributes, "mcp.request.argument.uri", uri);
    }
  }

  private void arguments(Attributes attributes) {
    String arguments = attributes.get(GEN_AI_TOOL_CALL_ARGUMENTS);
    if (arguments != null) {
      JsonFields.walk(arguments, MAX_ARGUMENTS, argument);
    }
    String prompt = attributes.get(GEN_AI_PROMPT_NAME);
    if (prompt != null) {
      add(attributes, "mcp.request.argument.name", prompt);
      attributes.forEach(this::promptVariable);
    }
  }

  private void promptVariable(AttributeKey<?> key, Object value) {
    String name = key.getKey();
    if (name.startsWith(GEN_AI_PROMPT_VARIABLE_PREFIX)
        && !name.equals(GEN_AI_PROMPT_VARIABLE_PREFIX + "name")) {
      argument(name.substring(GEN_AI_PROMPT_VARIABLE_PREFIX.length()), value.toString());
    }
  }

  private void argument(String name, String value) {
    if (out.hasRoom()) {
      boolean secret = out.isSecret(name, value);
      out.text(ARGUMENT_PREFIX + name, secret ? Redaction.MASK : value, MAX_ARGUMENT_CHARS);
    }
  }

  private void add(Attributes attributes, String key, @Nullable String value) {
    if (value != null && attributes.get(AttributeKey.stringKey(key)) == null && out.hasRoom()) {
      out.text(key, value, AttributeWriter.MAX_VALUE_CHARS);
    }
  }
}
