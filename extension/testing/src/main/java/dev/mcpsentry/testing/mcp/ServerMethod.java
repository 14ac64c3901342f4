package dev.mcpsentry.testing.mcp;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A method of the protocol as a server receives it.
 *
 * @param needsSession whether a server without sessions has no answer to it
 * @param key the attribute that tells what it is aimed at; null when there is none
 */
public record ServerMethod(
    String name,
    Map<String, Object> params,
    boolean needsSession,
    @Nullable String key,
    @Nullable String value) {

  private static final String PROMPT = "gen_ai.prompt.name";
  private static final String RESOURCE = "mcp.resource.uri";

  /** The methods that have no scenario of their own. */
  public static List<ServerMethod> all() {
    Map<String, Object> uri = Map.of("uri", "demo://greeting");
    return List.of(
        new ServerMethod("ping", Map.of(), false, null, null),
        new ServerMethod("tools/list", Map.of(), false, null, null),
        new ServerMethod("prompts/list", Map.of(), false, null, null),
        new ServerMethod("resources/list", Map.of(), false, null, null),
        new ServerMethod("resources/templates/list", Map.of(), false, null, null),
        new ServerMethod("resources/subscribe", uri, true, RESOURCE, "demo://greeting"),
        new ServerMethod("resources/unsubscribe", uri, true, RESOURCE, "demo://greeting"),
        new ServerMethod(
            "completion/complete",
            Map.of(
                "ref", Map.of("type", "ref/prompt", "name", "greet"),
                "argument", Map.of("name", "name", "value", "A")),
            false,
            PROMPT,
            "greet"),
        new ServerMethod("logging/setLevel", Map.of("level", "warning"), true, null, null));
  }

  /** Checks the span of a request whose answer was {@code response}. */
  void check(SpanData span, Object id, boolean isAnswered, Map<String, Object> response) {
    assertThat(span)
        .hasName(name)
        .hasKind(SpanKind.SERVER)
        .hasStatus(StatusData.unset())
        .hasAttribute(stringKey("mcp.method.name"), name)
        .hasAttribute(stringKey("jsonrpc.request.id"), id.toString())
        .hasAttribute(stringKey("mcp.server.name"), "test-server");
    assertThat(attribute(span, PROMPT)).isEqualTo(PROMPT.equals(key) ? value : null);
    assertThat(attribute(span, RESOURCE)).isEqualTo(RESOURCE.equals(key) ? value : null);
    assertThat(response).containsKey(isAnswered ? "result" : "error");
    assertThat(attribute(span, "rpc.response.status_code")).isEqualTo(isAnswered ? null : "-32601");
    assertThat(attribute(span, "mcp.sentry.failure")).isEqualTo(isAnswered ? null : "caller_fault");
  }

  @Override
  public String toString() {
    return name;
  }

  private static @Nullable String attribute(SpanData span, String key) {
    return span.getAttributes().get(stringKey(key));
  }
}
