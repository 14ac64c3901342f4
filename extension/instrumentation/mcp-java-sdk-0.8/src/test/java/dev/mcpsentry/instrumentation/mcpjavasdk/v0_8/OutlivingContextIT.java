package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.testing.mcp.Freed;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** Calls that ended, in front of tasks of theirs that have not. */
class OutlivingContextIT {

  private static final int CALLS = 20;
  private static final int HEAVY = 5 << 20;

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private final ExecutorService tasks = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Context> contexts = Collections.synchronizedList(new ArrayList<>());
  private final List<WeakReference<Object>> heavy = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    over.countDown();
    tasks.shutdown();
  }

  @Test
  void server_holdsNothingOfThem() {
    Provider provider = new Provider();
    McpAsyncServer server = heavyServer(McpServer.async(provider));
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
                    "clientInfo", Map.of("name", "test-client", "version", "1"))))
        .block();
    session.handle(new JSONRPCNotification("2.0", "notifications/initialized", null)).block();
    for (int i = 1; i <= CALLS; i++) {
      session.handle(call(i)).block();
    }

    assertFreed();
    server.close();
  }

  @Test
  void streamableServer_holdsNothingOfThem() {
    SdkServers.StreamableProvider provider = new SdkServers.StreamableProvider();
    McpAsyncServer server = heavyServer(McpServer.async(provider));
    var init =
        provider.factory.startSession(
            new McpSchema.InitializeRequest(
                "2025-06-18",
                McpSchema.ClientCapabilities.builder().build(),
                new McpSchema.Implementation("test-client", "1")));
    init.initResult().block();
    McpStreamableServerSession session = init.session();
    for (int i = 1; i <= CALLS; i++) {
      session.responseStream(call(i), new DeadEnd()).block();
    }

    assertFreed();
    server.close();
  }

  @Test
  void client_holdsNothingOfThem() {
    ScriptedPeer peer =
        new ScriptedPeer()
            .on(
                "tools/call",
                (self, request) -> {
                  submit();
                  if (contexts.size() % 2 == 0) {
                    self.refuse(request, -32000, "no");
                  } else {
                    self.answer(request, Map.of("content", List.of()));
                  }
                });
    McpAsyncClient client = McpClient.async(peer).build();
    client.initialize().block();
    for (int i = 0; i < CALLS; i++) {
      clientCall(client);
    }
    peer.forget();

    assertThat(heavy).hasSize(2 * CALLS);
    assertFreed();
    client.close();
  }

  private void clientCall(McpAsyncClient client) {
    Map<String, Object> arguments = Map.of("text", heavy());
    try {
      track(client.callTool(new McpSchema.CallToolRequest("heavy", arguments)).block());
    } catch (McpError refused) {
      track(refused);
    }
  }

  private McpAsyncServer heavyServer(McpServer.AsyncSpecification<?> server) {
    return server
        .serverInfo("test-server", "1")
        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
        .tools(
            McpServerFeatures.AsyncToolSpecification.builder()
                .tool(
                    McpSchema.Tool.builder()
                        .name("heavy")
                        .inputSchema(McpJsonDefaults.getMapper(), "{\"type\":\"object\"}")
                        .build())
                .callHandler(
                    (exchange, request) -> {
                      submit();
                      return Mono.just(
                          McpSchema.CallToolResult.builder().addTextContent(heavy()).build());
                    })
                .build())
        .build();
  }

  private JSONRPCRequest call(int id) {
    return new JSONRPCRequest(
        "2.0", "tools/call", id, Map.of("name", "heavy", "arguments", Map.of("text", heavy())));
  }

  private String heavy() {
    return track("x".repeat(HEAVY));
  }

  private <T> T track(T value) {
    heavy.add(new WeakReference<>(value));
    return value;
  }

  private void submit() {
    contexts.add(Context.current());
    tasks.execute(
        () -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void assertFreed() {
    testing.clearData();
    Freed.await(heavy);
    assertThat(heavy).hasSizeGreaterThanOrEqualTo(2 * CALLS);
    assertThat(contexts)
        .hasSize(CALLS)
        .allMatch(context -> Span.fromContext(context).getSpanContext().isValid());
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

  /** Forgets what it is told to send. */
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
