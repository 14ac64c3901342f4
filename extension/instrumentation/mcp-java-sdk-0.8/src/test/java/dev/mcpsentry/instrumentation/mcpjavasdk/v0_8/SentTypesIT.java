package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientSession;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** What a transport of the application's gets to see, from every kind of session. */
class SentTypesIT {

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final List<Function<OwnTransport, McpSession>> SESSIONS =
      List.of(SentTypesIT::client, SentTypesIT::server, SentTypesIT::streamable);

  private record Own(String name) {}

  @ParameterizedTest
  @MethodSource("requests")
  void params_areOfTheClassTheApplicationMade(
      String method, Object params, boolean room, Function<OwnTransport, McpSession> kind) {
    OwnTransport transport = new OwnTransport();
    kind.apply(transport).sendRequest(method, params, new TypeRef<Object>() {}).subscribe();

    Object sent = transport.sent.get().params();
    if (room) {
      assertThat(sent.getClass()).isEqualTo(params.getClass());
      McpSchema.Request request = (McpSchema.Request) sent;
      assertThat(request.meta()).containsKey("traceparent");
      request.meta().clear();
      assertThat(McpJsonDefaults.getMapper().convertValue(sent, Map.class)).isEqualTo(tree(params));
    } else {
      assertThat(sent).isSameAs(params);
    }
    assertThat(transport.conversions).isZero();
  }

  private static Map<String, Object> tree(Object params) {
    Map<String, Object> tree = new HashMap<>();
    McpJsonDefaults.getMapper()
        .convertValue(params, Map.class)
        .forEach((key, value) -> tree.put(String.valueOf(key), value));
    tree.put("_meta", Map.of());
    return tree;
  }

  private static Stream<Arguments> requests() {
    return Stream.of(
            Arguments.of("tools/call", new McpSchema.CallToolRequest("echo", Map.of()), true),
            Arguments.of("tools/list", new McpSchema.PaginatedRequest("c"), true),
            Arguments.of(
                "sampling/createMessage",
                McpSchema.CreateMessageRequest.builder().messages(List.of()).maxTokens(1).build(),
                true),
            Arguments.of(
                "elicitation/create",
                McpSchema.ElicitRequest.builder().message("?").requestedSchema(Map.of()).build(),
                true),
            Arguments.of("roots/list", new McpSchema.PaginatedRequest(), true),
            Arguments.of(
                "logging/setLevel",
                new McpSchema.SetLevelRequest(McpSchema.LoggingLevel.INFO),
                false),
            Arguments.of("ping", null, false),
            Arguments.of("own/request", new Own("x"), false))
        .flatMap(
            request ->
                SESSIONS.stream()
                    .map(
                        kind ->
                            Arguments.of(
                                request.get()[0], request.get()[1], request.get()[2], kind)));
  }

  private static McpSession client(OwnTransport transport) {
    return new McpClientSession(PATIENCE, transport, Map.of(), Map.of(), UnaryOperator.identity());
  }

  private static McpSession server(OwnTransport transport) {
    return new McpServerSession(
        "id", PATIENCE, transport, request -> Mono.empty(), Map.of(), Map.of());
  }

  private static McpSession streamable(OwnTransport transport) {
    McpStreamableServerSession session =
        new McpStreamableServerSession(
            "id",
            McpSchema.ClientCapabilities.builder().build(),
            new McpSchema.Implementation("test-client", "1"),
            PATIENCE,
            Map.of(),
            Map.of());
    session.listeningStream(transport);
    return session;
  }

  /** Keeps what it is told to send. */
  private static final class OwnTransport
      implements McpStreamableServerTransport, McpClientTransport {

    private final AtomicReference<JSONRPCRequest> sent = new AtomicReference<>();
    private int conversions;

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
      return Mono.empty();
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      sent.set((JSONRPCRequest) message);
      return Mono.empty();
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message, String messageId) {
      return sendMessage(message);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      conversions++;
      return McpJsonDefaults.getMapper().convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }
  }
}
