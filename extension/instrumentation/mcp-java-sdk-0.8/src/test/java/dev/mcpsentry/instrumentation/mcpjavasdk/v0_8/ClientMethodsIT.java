package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mcpsentry.testing.mcp.SessionMetric;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** Every request a client of the SDK can make. */
class ClientMethodsIT {

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private static final String TOOL = "gen_ai.tool.name";
  private static final String PROMPT = "gen_ai.prompt.name";
  private static final String RESOURCE = "mcp.resource.uri";
  private static final String URI = "demo://greeting";

  private final ScriptedPeer peer = new ScriptedPeer();
  private final McpAsyncClient client =
      McpClient.async(peer)
          .clientInfo(new McpSchema.Implementation("test-client", "4.5.6"))
          .build();

  @BeforeEach
  void connect() {
    peer.on(
        "initialize",
        (server, request) ->
            server.answer(
                request,
                Map.of(
                    "protocolVersion", "2025-06-18",
                    "capabilities",
                        Map.of(
                            "tools", Map.of(),
                            "prompts", Map.of(),
                            "resources", Map.of("subscribe", true),
                            "completions", Map.of(),
                            "logging", Map.of()),
                    "serverInfo", Map.of("name", "scripted", "version", "0.9"))));
    client.initialize().block();
    only("initialize");
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void initialize_isOneClientSpan() {
    assertOneSpan("initialize", "initialize", null, null);
    assertThat(peer.sentType("initialize")).isEqualTo(McpSchema.InitializeRequest.class);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void method_isOneClientSpan(Call call) {
    testing.clearData();
    peer.on(call.method(), (server, request) -> server.answer(request, call.answer()));
    call.request().apply(client).block();

    assertOneSpan(call.method(), call.name(), call.key(), call.value());
    assertThat(peer.sentType(call.method())).isEqualTo(call.params());
  }

  @Test
  void closing_measuresTheSession() {
    client.closeGracefully().block();

    SessionMetric.await(testing, "mcp.client", "tcp");
  }

  private void assertOneSpan(String method, String name, String key, String value) {
    SpanData span = only(method);
    assertThat(span)
        .hasName(name)
        .hasKind(SpanKind.CLIENT)
        .hasStatus(StatusData.unset())
        .hasAttribute(stringKey("mcp.method.name"), method)
        .hasAttribute(stringKey("mcp.protocol.version"), "2025-06-18")
        .hasAttribute(stringKey("mcp.server.name"), "scripted");
    for (String target : List.of(TOOL, PROMPT, RESOURCE)) {
      assertThat(span.getAttributes().get(stringKey(target)))
          .isEqualTo(target.equals(key) ? value : null);
    }
    assertThat(span.getAttributes().get(stringKey("error.type"))).isNull();
    List<Map<String, Object>> wire = peer.received(method);
    assertThat(wire).hasSize(1);
    assertThat(span)
        .hasAttribute(stringKey("jsonrpc.request.id"), String.valueOf(wire.get(0).get("id")));
  }

  private static List<Call> calls() {
    return List.of(
        new Call("ping", void.class, Map.of(), McpAsyncClient::ping),
        new Call(
            "tools/list",
            McpSchema.PaginatedRequest.class,
            Map.of("tools", List.of()),
            McpAsyncClient::listTools),
        new Call(
            "tools/call",
            "tools/call echo",
            TOOL,
            "echo",
            McpSchema.CallToolRequest.class,
            Map.of("content", List.of()),
            client -> client.callTool(new McpSchema.CallToolRequest("echo", Map.of()))),
        new Call(
            "prompts/list",
            McpSchema.PaginatedRequest.class,
            Map.of("prompts", List.of()),
            McpAsyncClient::listPrompts),
        new Call(
            "prompts/get",
            "prompts/get greet",
            PROMPT,
            "greet",
            McpSchema.GetPromptRequest.class,
            Map.of("messages", List.of()),
            client -> client.getPrompt(new McpSchema.GetPromptRequest("greet", Map.of()))),
        new Call(
            "resources/list",
            McpSchema.PaginatedRequest.class,
            Map.of("resources", List.of()),
            McpAsyncClient::listResources),
        new Call(
            "resources/read",
            "resources/read",
            RESOURCE,
            URI,
            McpSchema.ReadResourceRequest.class,
            Map.of("contents", List.of()),
            client -> client.readResource(new McpSchema.ReadResourceRequest(URI))),
        new Call(
            "resources/templates/list",
            McpSchema.PaginatedRequest.class,
            Map.of("resourceTemplates", List.of()),
            McpAsyncClient::listResourceTemplates),
        new Call(
            "resources/subscribe",
            "resources/subscribe",
            RESOURCE,
            URI,
            McpSchema.SubscribeRequest.class,
            Map.of(),
            client -> client.subscribeResource(new McpSchema.SubscribeRequest(URI))),
        new Call(
            "resources/unsubscribe",
            "resources/unsubscribe",
            RESOURCE,
            URI,
            McpSchema.UnsubscribeRequest.class,
            Map.of(),
            client -> client.unsubscribeResource(new McpSchema.UnsubscribeRequest(URI))),
        new Call(
            "completion/complete",
            "completion/complete",
            PROMPT,
            "greet",
            McpSchema.CompleteRequest.class,
            Map.of("completion", Map.of("values", List.of("Ada"))),
            client ->
                client.completeCompletion(
                    new McpSchema.CompleteRequest(
                        new McpSchema.PromptReference("greet"),
                        new McpSchema.CompleteRequest.CompleteArgument("name", "A")))),
        new Call(
            "logging/setLevel",
            McpSchema.SetLevelRequest.class,
            Map.of(),
            client -> client.setLoggingLevel(McpSchema.LoggingLevel.WARNING)));
  }

  private static SpanData only(String method) {
    List<SpanData> spans =
        await()
            .until(
                () ->
                    testing.spans().stream()
                        .filter(s -> s.getAttributes().get(stringKey("mcp.method.name")) != null)
                        .toList(),
                found -> !found.isEmpty());
    assertThat(spans).hasSize(1);
    assertThat(spans.get(0)).hasAttribute(stringKey("mcp.method.name"), method);
    return spans.get(0);
  }

  /** A request, what answers it, and what its span must say. */
  private record Call(
      String method,
      String name,
      String key,
      String value,
      Class<?> params,
      Map<String, Object> answer,
      Function<McpAsyncClient, Mono<?>> request) {

    Call(
        String method,
        Class<?> params,
        Map<String, Object> answer,
        Function<McpAsyncClient, Mono<?>> request) {
      this(method, method, null, null, params, answer, request);
    }

    @Override
    public String toString() {
      return method;
    }
  }
}
