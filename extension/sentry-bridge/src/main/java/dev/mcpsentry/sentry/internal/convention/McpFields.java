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

import dev.mcpsentry.telemetry.privacy.ContentWriter;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says on an MCP span, beside what is there, what Sentry's dashboards read: OpenTelemetry's names,
 * which those of today query, where another instrumentation gave the older alone; and the older,
 * which those before September 2026 query.
 */
public final class McpFields {

  private static final String ARGUMENT_PREFIX = "mcp.request.argument.";
  private static final String PLAIN_ARGUMENT_PREFIX = GEN_AI_TOOL_CALL_ARGUMENTS.getKey() + ".";
  private static final int MAX_ARGUMENTS = 32;
  private static final int MAX_PREVIEW_CHARS = 200;
  private static final int MAX_ARGUMENT_CHARS = 4 * 1024;

  private static final AttributeKey<String> MCP_TRANSPORT = AttributeKey.stringKey("mcp.transport");

  private final AttributeWriter out;
  private final McpResults results;
  private final JsonFields.Visitor argument;
  private Attributes attributes = Attributes.empty();

  public McpFields(AttributeWriter out) {
    this.out = out;
    this.results = new McpResults(out);
    this.argument =
        (key, text, from, to) -> {
          String value = text.substring(from, to);
          argument(key, value);
          plainArgument(key, value);
        };
  }

  public void write(Attributes attributes, SpanKind kind) {
    either(attributes, GEN_AI_TOOL_NAME, "mcp.tool.name");
    either(attributes, GEN_AI_PROMPT_NAME, "mcp.prompt.name");
    either(attributes, JSONRPC_REQUEST_ID, "mcp.request.id");
    add(attributes, NETWORK_TRANSPORT.getKey(), networkTransport(attributes));
    add(attributes, "mcp.transport", transport(attributes));
    if (kind == SpanKind.SERVER
        && TOOL_ERROR.equals(attributes.get(ERROR_TYPE))
        && out.knows("mcp.tool.result.is_error")) {
      out.flag("mcp.tool.result.is_error", true);
    }
    // of a failed call too, unlike OpenTelemetry: Sentry shows it from there
    either(attributes, GEN_AI_TOOL_CALL_RESULT, "mcp.tool.result.content");
    results.write(attributes);
    resource(attributes);
    arguments(attributes);
  }

  private void either(Attributes attributes, AttributeKey<String> current, String older) {
    add(attributes, older, attributes.get(current));
    add(attributes, current.getKey(), attributes.get(AttributeKey.stringKey(older)));
  }

  private static @Nullable String networkTransport(Attributes attributes) {
    String transport = attributes.get(APP_TRANSPORT);
    if (transport == null) {
      transport = attributes.get(MCP_TRANSPORT);
    }
    String name = transport == null ? "" : transport.toLowerCase(Locale.ROOT);
    // Sentry's JavaScript SDK tells a class, such as StdioServerTransport
    return name.contains("stdio")
        ? "pipe"
        : name.contains("http") || name.contains("sse") || name.contains("websocket")
            ? "tcp"
            : null;
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
    this.attributes = attributes;
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

  // to be asked for: what an object is, and long texts, stand in the whole alone
  private void plainArgument(String name, String json) {
    String key = PLAIN_ARGUMENT_PREFIX + name;
    Object value = JsonScalar.of(json);
    if (value == null || attributes.get(AttributeKey.stringKey(key)) != null || !out.hasRoom()) {
      return;
    }
    if (out.isSecret(name, value)) {
      out.text(key, Redaction.MASK, MAX_PREVIEW_CHARS);
    } else if (value instanceof String text) {
      out.text(key, text, MAX_PREVIEW_CHARS, ContentWriter.rest(text));
    } else {
      out.write(key, value);
    }
  }

  private void add(Attributes attributes, String key, @Nullable String value) {
    if (value != null
        && out.knows(key)
        && attributes.get(AttributeKey.stringKey(key)) == null
        && out.hasRoom()) {
      out.text(key, value, AttributeWriter.MAX_VALUE_CHARS);
    }
  }
}
