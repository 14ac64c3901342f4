package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A server that does as the test says; messages go through the SDK's JSON as on a real wire. */
final class ScriptedPeer implements McpClientTransport {

  private static final McpJsonMapper JSON = McpJsonDefaults.getMapper();

  /** What the peer does with a request: say something by {@link #send}, or nothing. */
  interface Script extends BiConsumer<ScriptedPeer, Map<String, Object>> {}

  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<Map<String, Object>> received = new CopyOnWriteArrayList<>();
  private final Map<String, Class<?>> sentTypes = new ConcurrentHashMap<>();
  private volatile Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> client;

  ScriptedPeer() {
    on(
        "initialize",
        (peer, request) ->
            peer.answer(
                request,
                Map.of(
                    "protocolVersion", "2025-06-18",
                    "capabilities",
                        Map.of("tools", Map.of(), "prompts", Map.of(), "resources", Map.of()),
                    "serverInfo", Map.of("name", "scripted", "version", "0.9"))));
  }

  ScriptedPeer on(String method, Script script) {
    scripts.put(method, script);
    return this;
  }

  void answer(Map<String, Object> request, Object result) {
    send(Map.of("jsonrpc", "2.0", "id", request.get("id"), "result", result));
  }

  void refuse(Map<String, Object> request, int code, String message) {
    send(
        Map.of(
            "jsonrpc", "2.0",
            "id", request.get("id"),
            "error", Map.of("code", code, "message", message)));
  }

  void send(Map<String, Object> message) {
    try {
      client
          .apply(
              Mono.just(
                  McpSchema.deserializeJsonRpcMessage(JSON, JSON.writeValueAsString(message))))
          .block();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything of a method that came over the wire, whole messages. */
  List<Map<String, Object>> received(String method) {
    return received.stream().filter(message -> method.equals(message.get("method"))).toList();
  }

  /** Keeps nothing of what came over the wire so far. */
  void forget() {
    received.clear();
  }

  /** The class of the latest parameters of a method as the transport got them; void for none. */
  Class<?> sentType(String method) {
    return sentTypes.get(method);
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    client = handler;
    return Mono.empty();
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(
        () -> {
          Map<String, Object> wire;
          try {
            wire = JSON.readValue(JSON.writeValueAsString(message), new TypeRef<>() {});
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          received.add(wire);
          if (message instanceof McpSchema.JSONRPCRequest request) {
            Object params = request.params();
            sentTypes.put(request.method(), params == null ? void.class : params.getClass());
          }
          Script script = scripts.get(String.valueOf(wire.get("method")));
          if (script != null) {
            script.accept(this, wire);
          }
        });
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return JSON.convertValue(data, type);
  }

  @Override
  public List<String> protocolVersions() {
    return List.of("2025-06-18");
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }
}
