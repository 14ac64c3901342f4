package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.testing.mcp.TestServer;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/** Real servers of the SDK, each on the smallest transport that dispatches as its kind does. */
final class SdkServers {

  private static final McpJsonMapper JSON = McpJsonDefaults.getMapper();

  private SdkServers() {}

  /** A sync server on stdio, over pipes. */
  static TestServer stdio() {
    try {
      PipedInputStream serverIn = new PipedInputStream(1 << 16);
      PipedOutputStream toServer = new PipedOutputStream(serverIn);
      PipedInputStream clientIn = new PipedInputStream(1 << 16);
      PipedOutputStream toClient = new PipedOutputStream(clientIn);
      var server =
          McpServer.sync(new StdioServerTransportProvider(JSON, serverIn, toClient))
              .serverInfo("test-server", "1.2.3")
              .capabilities(SdkFeatures.capabilities())
              .tools(
                  SdkFeatures.tools().stream()
                      .map(
                          tool ->
                              McpServerFeatures.SyncToolSpecification.builder()
                                  .tool(tool)
                                  .callHandler((exchange, call) -> SdkFeatures.run(call))
                                  .build())
                      .toList())
              .prompts(
                  new McpServerFeatures.SyncPromptSpecification(
                      SdkFeatures.prompt(), (exchange, request) -> SdkFeatures.greeting()))
              .resources(
                  new McpServerFeatures.SyncResourceSpecification(
                      SdkFeatures.resource(), (exchange, request) -> SdkFeatures.contents()))
              .completions(
                  new McpServerFeatures.SyncCompletionSpecification(
                      SdkFeatures.completed(), (exchange, request) -> SdkFeatures.completion()))
              .build();
      BufferedReader answers =
          new BufferedReader(new InputStreamReader(clientIn, StandardCharsets.UTF_8));
      return new TestServer() {
        @Override
        public Map<String, Object> request(Object id, String method, Object params) {
          try {
            toServer.write(
                (write(message(id, method, params)) + "\n").getBytes(StandardCharsets.UTF_8));
            toServer.flush();
            return read(answers.readLine());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }

        @Override
        public void notify(String method, Object params) {
          try {
            toServer.write(
                (write(message(null, method, params)) + "\n").getBytes(StandardCharsets.UTF_8));
            toServer.flush();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }

        @Override
        public void close() {
          server.closeGracefully();
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An async server with streamable sessions. */
  static TestServer streamable() {
    StreamableProvider provider = new StreamableProvider();
    var server =
        McpServer.async(provider)
            .serverInfo("test-server", "1.2.3")
            .capabilities(SdkFeatures.capabilities())
            .tools(
                SdkFeatures.tools().stream()
                    .map(
                        tool ->
                            McpServerFeatures.AsyncToolSpecification.builder()
                                .tool(tool)
                                .callHandler(
                                    (exchange, call) ->
                                        Mono.fromCallable(() -> SdkFeatures.run(call)))
                                .build())
                    .toList())
            .prompts(
                new McpServerFeatures.AsyncPromptSpecification(
                    SdkFeatures.prompt(), (exchange, request) -> Mono.just(SdkFeatures.greeting())))
            .resources(
                new McpServerFeatures.AsyncResourceSpecification(
                    SdkFeatures.resource(),
                    (exchange, request) -> Mono.just(SdkFeatures.contents())))
            .completions(
                new McpServerFeatures.AsyncCompletionSpecification(
                    SdkFeatures.completed(),
                    (exchange, request) -> Mono.just(SdkFeatures.completion())))
            .build();
    return new TestServer() {
      private McpStreamableServerSession session;

      @Override
      public Map<String, Object> request(Object id, String method, Object params) {
        if (method.equals("initialize")) {
          var init =
              provider.factory.startSession(
                  JSON.convertValue(params, McpSchema.InitializeRequest.class));
          session = init.session();
          return tree(init.initResult().block());
        }
        Recorder recorder = new Recorder();
        session
            .responseStream(new McpSchema.JSONRPCRequest("2.0", method, id, params), recorder)
            .block();
        return tree(recorder.sent.join());
      }

      @Override
      public void notify(String method, Object params) {
        session.accept(new McpSchema.JSONRPCNotification("2.0", method, params)).block();
      }

      @Override
      public void close() {
        session.closeGracefully().block();
        server.closeGracefully().block();
      }
    };
  }

  /** A sync server without sessions. */
  static TestServer stateless() {
    StatelessTransport transport = new StatelessTransport();
    var server =
        McpServer.sync(transport)
            .serverInfo("test-server", "1.2.3")
            .capabilities(SdkFeatures.capabilities())
            .tools(
                SdkFeatures.tools().stream()
                    .map(
                        tool ->
                            McpStatelessServerFeatures.SyncToolSpecification.builder()
                                .tool(tool)
                                .callHandler((context, call) -> SdkFeatures.run(call))
                                .build())
                    .toList())
            .prompts(
                new McpStatelessServerFeatures.SyncPromptSpecification(
                    SdkFeatures.prompt(), (context, request) -> SdkFeatures.greeting()))
            .resources(
                new McpStatelessServerFeatures.SyncResourceSpecification(
                    SdkFeatures.resource(), (context, request) -> SdkFeatures.contents()))
            .completions(
                new McpStatelessServerFeatures.SyncCompletionSpecification(
                    SdkFeatures.completed(), (context, request) -> SdkFeatures.completion()))
            .build();
    return new TestServer() {
      @Override
      public Map<String, Object> request(Object id, String method, Object params) {
        return tree(
            transport
                .handler
                .handleRequest(
                    McpTransportContext.EMPTY,
                    new McpSchema.JSONRPCRequest("2.0", method, id, params))
                .block());
      }

      @Override
      public void notify(String method, Object params) {
        transport
            .handler
            .handleNotification(
                McpTransportContext.EMPTY, new McpSchema.JSONRPCNotification("2.0", method, params))
            .block();
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }

  private static Map<String, Object> message(Object id, String method, Object params) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    if (id != null) {
      message.put("id", id);
    }
    message.put("method", method);
    if (params != null) {
      message.put("params", params);
    }
    return message;
  }

  private static Map<String, Object> tree(Object value) {
    return read(write(value));
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> read(String json) {
    try {
      return JSON.readValue(json, new TypeRef<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static final class StreamableProvider implements McpStreamableServerTransportProvider {
    McpStreamableServerSession.Factory factory;

    @Override
    public void setSessionFactory(McpStreamableServerSession.Factory sessionFactory) {
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

  private static final class StatelessTransport implements McpStatelessServerTransport {
    private McpStatelessServerHandler handler;

    @Override
    public void setMcpHandler(McpStatelessServerHandler mcpHandler) {
      handler = mcpHandler;
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }
  }

  private static final class Recorder implements McpStreamableServerTransport {
    private final CompletableFuture<McpSchema.JSONRPCMessage> sent = new CompletableFuture<>();

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
      return sendMessage(message, null);
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message, String messageId) {
      return Mono.fromRunnable(() -> sent.complete(message));
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
