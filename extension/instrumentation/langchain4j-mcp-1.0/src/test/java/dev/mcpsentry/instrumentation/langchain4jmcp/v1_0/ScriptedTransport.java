package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.transport.McpOperationHandler;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.protocol.McpClientMessage;
import dev.langchain4j.mcp.protocol.McpInitializeRequest;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;

/** A transport to a server that answers calls when the test says so. */
class ScriptedTransport implements McpTransport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Queue<Long> received = new ConcurrentLinkedQueue<>();
  private final String protocolVersion;
  private volatile LongConsumer arrival = id -> {};
  private volatile McpOperationHandler handler;

  ScriptedTransport(String protocolVersion) {
    this.protocolVersion = protocolVersion;
  }

  /** What happens when a request arrived. */
  void onArrival(LongConsumer script) {
    arrival = script;
  }

  /** The ids of all requests that arrived. */
  Queue<Long> received() {
    return received;
  }

  /** Answers a request, on the thread that calls. */
  void answer(long id) {
    handler.handle(
        json(
            "{'jsonrpc':'2.0','id':%d,'result':{'content':[{'type':'text','text':'done'}]}}"
                .formatted(id)));
  }

  @Override
  public void start(McpOperationHandler messageHandler) {
    handler = messageHandler;
  }

  @Override
  public CompletableFuture<JsonNode> initialize(McpInitializeRequest request) {
    return CompletableFuture.completedFuture(
        json(
            """
            {'jsonrpc':'2.0','id':%d,'result':{
              'protocolVersion':'%s',
              'capabilities':{'tools':{}},
              'serverInfo':{'name':'scripted','version':'0.9'}}}
            """
                .formatted(request.getId(), protocolVersion)));
  }

  @Override
  public CompletableFuture<JsonNode> executeOperationWithResponse(McpClientMessage request) {
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    handler.startOperation(request.getId(), answer);
    received.add(request.getId());
    arrival.accept(request.getId());
    return answer;
  }

  @Override
  public CompletableFuture<JsonNode> executeOperationWithResponse(McpCallContext context) {
    return executeOperationWithResponse(context.message());
  }

  @Override
  public void executeOperationWithoutResponse(McpClientMessage request) {}

  @Override
  public void executeOperationWithoutResponse(McpCallContext context) {}

  @Override
  public void checkHealth() {}

  @Override
  public void onFailure(Runnable action) {}

  @Override
  public void close() {}

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
