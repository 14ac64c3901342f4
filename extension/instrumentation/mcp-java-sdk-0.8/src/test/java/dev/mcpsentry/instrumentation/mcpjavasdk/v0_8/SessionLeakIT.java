package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.testing.mcp.Freed;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.spec.McpClientSession;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** Sessions that die without a word, in the middle of a request. */
class SessionLeakIT {

  private static final int SESSIONS = 10_000;

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  @Test
  void deadServerSessions_areNotHeld() {
    Provider provider = new Provider();
    McpAsyncServer server = McpServer.async(provider).serverInfo("test-server", "1").build();
    assertFreed(
        i -> {
          McpServerSession session = provider.factory.create(new DeadEnd());
          session
              .handle(
                  new JSONRPCRequest(
                      "2.0",
                      "initialize",
                      0,
                      Map.of(
                          "protocolVersion", "2024-11-05",
                          "capabilities", Map.of(),
                          "clientInfo", Map.of("name", "gone", "version", "1"))))
              .block();
          // waits for a notification that never comes
          session.handle(new JSONRPCRequest("2.0", "tools/list", 1, Map.of())).subscribe();
          return session;
        });
    server.close();
  }

  @Test
  void deadStreamableSessions_areNotHeld() {
    SdkServers.StreamableProvider provider = new SdkServers.StreamableProvider();
    McpAsyncServer server =
        McpServer.async(provider)
            .serverInfo("test-server", "1")
            .capabilities(McpSchema.ServerCapabilities.builder().prompts(false).build())
            .prompts(
                new McpServerFeatures.AsyncPromptSpecification(
                    new McpSchema.Prompt("never", "never", List.of()),
                    (exchange, request) -> Mono.never()))
            .build();
    assertFreed(
        i -> {
          var init =
              provider.factory.startSession(
                  new McpSchema.InitializeRequest(
                      "2025-06-18",
                      McpSchema.ClientCapabilities.builder().build(),
                      new McpSchema.Implementation("gone", "1")));
          init.initResult().block();
          McpStreamableServerSession session = init.session();
          session
              .responseStream(
                  new JSONRPCRequest("2.0", "prompts/get", 1, Map.of("name", "never")),
                  new DeadEnd())
              .subscribe();
          return session;
        });
    server.close();
  }

  @Test
  void deadClientSessions_areNotHeld() {
    assertFreed(
        i -> {
          McpClientSession session =
              new McpClientSession(
                  Duration.ofHours(1),
                  new ScriptedPeer(),
                  Map.of(),
                  Map.of(),
                  UnaryOperator.identity());
          session.sendRequest("ping", null, new TypeRef<Object>() {}).subscribe().dispose();
          return session;
        });
  }

  private interface Opener {
    Object open(int index);
  }

  private static void assertFreed(Opener opener) {
    List<WeakReference<Object>> sessions = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      sessions.add(new WeakReference<>(opener.open(i)));
      if (i % 1000 == 0) {
        testing.clearData();
      }
    }
    testing.clearData();
    Freed.await(sessions);
    assertThat(sessions).hasSize(SESSIONS);
  }

  private static final class Provider implements McpServerTransportProvider {

    private McpServerSession.Factory factory;

    @Override
    public void setSessionFactory(McpServerSession.Factory sessionFactory) {
      factory = sessionFactory;
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
      return Mono.empty();
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }
  }

  private static final class DeadEnd implements McpStreamableServerTransport {

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message, String messageId) {
      return Mono.empty();
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      return Mono.empty();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      return McpJsonDefaults.getMapper().convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }
  }
}
