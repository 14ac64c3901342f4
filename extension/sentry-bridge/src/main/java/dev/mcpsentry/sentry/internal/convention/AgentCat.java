package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.DURATION_MS;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_PROMPT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_CLIENT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_CLIENT_VERSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_RESOURCE_URI;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SERVER_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SERVER_VERSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SESSION_ID;

import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.telemetry.error.FailureKind;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What AgentCat's exporter for Sentry says of MCP operations, by its names and beside our own, for
 * whoever has dashboards of it. Nothing is redacted here.
 *
 * @param isOn whether it is wanted
 * @param project the DSN's
 */
public record AgentCat(boolean isOn, String project) {

  public static AgentCat of(BridgeOptions options) {
    return new AgentCat(options.identity().agentCatFields(), options.dsn().project());
  }

  /**
   * What is searched, of an operation that was served; empty when it is not wanted.
   *
   * @param user who asked, as Sentry may know him; null for nobody
   */
  public Map<String, String> tags(TypedSpan span, @Nullable String user) {
    return isOn && span.isOperation() ? tags(span.data().getAttributes(), user) : Map.of();
  }

  private static Map<String, String> tags(Attributes attributes, @Nullable String user) {
    Map<String, String> tags = new LinkedHashMap<>();
    put(tags, "event_type", attributes.get(MCP_METHOD_NAME));
    put(tags, "resource", resource(attributes));
    put(tags, "server_name", attributes.get(MCP_SERVER_NAME));
    put(tags, "client_name", attributes.get(MCP_CLIENT_NAME));
    put(tags, "actor_id", user);
    return tags;
  }

  /**
   * What is shown; empty when it is not wanted.
   *
   * @param claims what is known of who asked
   */
  public Map<String, Object> extras(TypedSpan span, Map<String, String> claims) {
    if (!isOn || !span.isOperation()) {
      return Map.of();
    }
    SpanData data = span.data();
    Map<String, Object> extras = new LinkedHashMap<>(texts(data.getAttributes()));
    long nanos = Math.max(0, data.getEndEpochNanos() - data.getStartEpochNanos());
    extras.put(DURATION_MS.getKey(), TimeUnit.NANOSECONDS.toMillis(nanos));
    if (!claims.isEmpty()) {
      put(extras, "actor_name", Identity.name(claims));
      extras.put("actor_data", claims);
    }
    return extras;
  }

  /** Both, of the log record that tells of an operation; empty when it is not wanted. */
  public Map<String, String> ofRecord(Attributes attributes, @Nullable String user) {
    if (!isOn || attributes.get(DURATION_MS) == null || attributes.get(MCP_METHOD_NAME) == null) {
      return Map.of();
    }
    Map<String, String> fields = tags(attributes, user);
    fields.putAll(texts(attributes));
    return fields;
  }

  /** Whether such a failure is an issue of its own for it, which otherwise is none. */
  public boolean captures(FailureKind kind) {
    return isOn && kind == FailureKind.TOOL_REPORTED;
  }

  private Map<String, String> texts(Attributes attributes) {
    Map<String, String> texts = new LinkedHashMap<>();
    put(texts, "session_id", attributes.get(MCP_SESSION_ID));
    texts.put("project_id", project);
    put(texts, "client_version", attributes.get(MCP_CLIENT_VERSION));
    put(texts, "server_version", attributes.get(MCP_SERVER_VERSION));
    return texts;
  }

  private static @Nullable String resource(Attributes attributes) {
    String tool = attributes.get(GEN_AI_TOOL_NAME);
    String prompt = tool == null ? attributes.get(GEN_AI_PROMPT_NAME) : tool;
    return prompt == null ? attributes.get(MCP_RESOURCE_URI) : prompt;
  }

  private static void put(Map<String, ? super String> fields, String key, @Nullable String value) {
    if (value != null) {
      fields.put(key, value);
    }
  }
}
