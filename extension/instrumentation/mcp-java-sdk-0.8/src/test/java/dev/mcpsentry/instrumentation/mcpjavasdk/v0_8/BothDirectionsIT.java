package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** A real client and a real server of the SDK on stdio, each asking the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BothDirectionsIT {

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private static final McpJsonMapper JSON = McpJsonDefaults.getMapper();

  private McpSyncServer server;
  private McpSyncClient client;

  @BeforeAll
  void connect() throws IOException {
    PipedInputStream serverIn = new PipedInputStream(1 << 16);
    OutputStream toServer = new PipedOutputStream(serverIn);
    PipedInputStream clientIn = new PipedInputStream(1 << 16);
    OutputStream toClient = new PipedOutputStream(clientIn);
    server =
        McpServer.sync(new StdioServerTransportProvider(JSON, serverIn, toClient))
            .serverInfo("test-server", "1.2.3")
            .capabilities(McpSchema.ServerCapabilities.builder().tools(true).logging().build())
            .tools(
                tool("sampling/createMessage", BothDirectionsIT::ask),
                tool("elicitation/create", BothDirectionsIT::confirm),
                tool("roots/list", McpSyncServerExchange::listRoots),
                tool("ping", McpSyncServerExchange::ping),
                tool("crash", exchange -> tryTo(exchange, "Crash?")),
                tool("refuse", exchange -> tryTo(exchange, "Refuse?")),
                tool("chatty", BothDirectionsIT::chat))
            .build();
    client =
        McpClient.sync(new StdioPipeClient(clientIn, toServer))
            .clientInfo(new McpSchema.Implementation("test-client", "4.5.6"))
            .capabilities(
                McpSchema.ClientCapabilities.builder().sampling().elicitation().roots(true).build())
            .roots(new McpSchema.Root("file:///tmp", "tmp"))
            .sampling(
                request ->
                    new McpSchema.CreateMessageResult(
                        McpSchema.Role.ASSISTANT,
                        new McpSchema.TextContent("42"),
                        "model",
                        McpSchema.CreateMessageResult.StopReason.END_TURN))
            .elicitation(BothDirectionsIT::decide)
            .build();
    client.initialize();
    // the server's span ends after its answer is here
    await().until(() -> mcpSpans().size() == 2);
  }

  @BeforeEach
  void clear() {
    testing.clearData();
  }

  @AfterAll
  void close() {
    client.closeGracefully();
    server.closeGracefully();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sampling/createMessage", "elicitation/create", "roots/list", "ping"})
  void requestOfTheServer_isInTheTraceOfTheCallThatCausedIt(String method) {
    String tool = method.replace('/', '_');
    client.callTool(new McpSchema.CallToolRequest(tool, Map.of()));

    List<SpanData> spans = await().until(() -> mcpSpans(), found -> found.size() >= 4);
    SpanData call = find(spans, "tools/call " + tool, SpanKind.CLIENT);
    SpanData handled = find(spans, "tools/call " + tool, SpanKind.SERVER);
    SpanData asked = find(spans, method, SpanKind.CLIENT);
    SpanData answered = find(spans, method, SpanKind.SERVER);
    assertThat(handled).hasParentSpanId(call.getSpanId());
    assertThat(asked).hasParentSpanId(handled.getSpanId());
    assertThat(answered).hasParentSpanId(asked.getSpanId());
    assertThat(spans).hasSize(4).allMatch(span -> span.getTraceId().equals(call.getTraceId()));
    assertThat(asked.getAttributes().get(stringKey("jsonrpc.request.id")))
        .isNotNull()
        .isEqualTo(answered.getAttributes().get(stringKey("jsonrpc.request.id")));
    assertThat(asked)
        .hasAttribute(stringKey("network.transport"), "pipe")
        .hasAttribute(stringKey("mcp.client.name"), "test-client");
  }

  @ParameterizedTest
  @CsvSource({"crash, -32603, tool_exception, 1", "refuse, -32602, caller_fault, 0"})
  void clientThatFails_saysWhyAtBothEnds(String tool, String code, String failure, int events) {
    client.callTool(new McpSchema.CallToolRequest(tool, Map.of()));

    List<SpanData> spans = await().until(() -> mcpSpans(), found -> found.size() >= 4);
    SpanData asked = find(spans, "elicitation/create", SpanKind.CLIENT);
    SpanData answered = find(spans, "elicitation/create", SpanKind.SERVER);
    assertThat(asked)
        .hasAttribute(stringKey("error.type"), code)
        .hasAttribute(stringKey("rpc.response.status_code"), code)
        .hasAttribute(stringKey("mcp.sentry.failure"), "protocol");
    assertThat(answered)
        .hasAttribute(stringKey("rpc.response.status_code"), code)
        .hasAttribute(stringKey("mcp.sentry.failure"), failure);
    assertThat(answered.getEvents()).hasSize(events);
  }

  @Test
  void notificationsOfTheServer_areEventsAtBothEnds() {
    client.callTool(
        new McpSchema.CallToolRequest("chatty", Map.of(), Map.of("progressToken", "p")));

    List<SpanData> spans = await().until(() -> mcpSpans(), found -> found.size() >= 2);
    for (SpanKind kind : List.of(SpanKind.CLIENT, SpanKind.SERVER)) {
      assertThat(
              find(spans, "tools/call chatty", kind).getEvents().stream()
                  .map(event -> event.getName()))
          .contains("notifications/progress", "notifications/message");
    }
    assertThat(spans).hasSize(2);
  }

  private static List<SpanData> mcpSpans() {
    return testing.spans().stream()
        .filter(span -> span.getAttributes().get(stringKey("mcp.method.name")) != null)
        .toList();
  }

  private static SpanData find(List<SpanData> spans, String name, SpanKind kind) {
    return spans.stream()
        .filter(span -> span.getName().equals(name) && span.getKind() == kind)
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind + " " + name + " is missing in " + spans));
  }

  private static void ask(McpSyncServerExchange exchange) {
    exchange.createMessage(
        McpSchema.CreateMessageRequest.builder()
            .messages(
                List.of(
                    new McpSchema.SamplingMessage(
                        McpSchema.Role.USER, new McpSchema.TextContent("6 x 7?"))))
            .maxTokens(10)
            .build());
  }

  private static McpSchema.ElicitResult decide(McpSchema.ElicitRequest request) {
    switch (request.message()) {
      case "Crash?" -> throw new IllegalStateException("kaboom");
      case "Refuse?" -> throw McpError.builder(-32602).message("no").build();
      default -> {
        return new McpSchema.ElicitResult(McpSchema.ElicitResult.Action.ACCEPT, Map.of());
      }
    }
  }

  private static void tryTo(McpSyncServerExchange exchange, String question) {
    try {
      elicit(exchange, question);
    } catch (McpError e) {
      // what the other end answers is what the test is about
    }
  }

  private static void confirm(McpSyncServerExchange exchange) {
    elicit(exchange, "Sure?");
  }

  private static void elicit(McpSyncServerExchange exchange, String question) {
    exchange.createElicitation(
        McpSchema.ElicitRequest.builder()
            .message(question)
            .requestedSchema(Map.of("type", "object", "properties", Map.of()))
            .build());
  }

  private static void chat(McpSyncServerExchange exchange) {
    exchange.progressNotification(new McpSchema.ProgressNotification("p", 1, 2d, "half"));
    exchange.loggingNotification(
        McpSchema.LoggingMessageNotification.builder()
            .level(McpSchema.LoggingLevel.ERROR)
            .logger("db")
            .data("very private")
            .build());
  }

  private static McpServerFeatures.SyncToolSpecification tool(
      String name, Consumer<McpSyncServerExchange> body) {
    return McpServerFeatures.SyncToolSpecification.builder()
        .tool(
            McpSchema.Tool.builder()
                .name(name.replace('/', '_'))
                .inputSchema(JSON, "{\"type\":\"object\",\"properties\":{}}")
                .build())
        .callHandler(
            (exchange, call) -> {
              body.accept(exchange);
              return McpSchema.CallToolResult.builder().addTextContent("done").build();
            })
        .build();
  }

  /** The client's end of two pipes. */
  private static final class StdioPipeClient implements McpClientTransport {

    private final BufferedReader in;
    private final OutputStream out;

    StdioPipeClient(InputStream in, OutputStream out) {
      this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      this.out = out;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
      Thread reader =
          new Thread(
              () -> {
                try {
                  for (String line = in.readLine(); line != null; line = in.readLine()) {
                    handler
                        .apply(Mono.just(McpSchema.deserializeJsonRpcMessage(JSON, line)))
                        .block();
                  }
                } catch (IOException e) {
                  // closed
                }
              },
              "client-reader");
      reader.setDaemon(true);
      reader.start();
      return Mono.empty();
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      return Mono.fromCallable(
          () -> {
            synchronized (out) {
              out.write((JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
              out.flush();
            }
            return null;
          });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      return JSON.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }
  }
}
