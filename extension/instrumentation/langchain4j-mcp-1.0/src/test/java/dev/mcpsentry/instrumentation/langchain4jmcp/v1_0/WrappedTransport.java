package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.transport.McpOperationHandler;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.protocol.McpClientMessage;
import dev.langchain4j.mcp.protocol.McpInitializeRequest;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Passes everything on to another transport and remembers the last future that one gave. */
final class WrappedTransport implements McpTransport {

  private final McpTransport wrapped;
  CompletableFuture<JsonNode> handedOut;

  WrappedTransport(McpTransport wrapped) {
    this.wrapped = wrapped;
  }

  @Override
  public void start(McpOperationHandler handler) {
    wrapped.start(handler);
  }

  @Override
  public CompletableFuture<JsonNode> initialize(McpInitializeRequest request) {
    return wrapped.initialize(request);
  }

  @Override
  public CompletableFuture<JsonNode> executeOperationWithResponse(McpClientMessage request) {
    handedOut = wrapped.executeOperationWithResponse(request);
    return handedOut;
  }

  @Override
  public CompletableFuture<JsonNode> executeOperationWithResponse(McpCallContext context) {
    return wrapped.executeOperationWithResponse(context);
  }

  @Override
  public void executeOperationWithoutResponse(McpClientMessage request) {
    wrapped.executeOperationWithoutResponse(request);
  }

  @Override
  public void executeOperationWithoutResponse(McpCallContext context) {
    wrapped.executeOperationWithoutResponse(context);
  }

  @Override
  public void checkHealth() {
    wrapped.checkHealth();
  }

  @Override
  public void onFailure(Runnable action) {
    wrapped.onFailure(action);
  }

  @Override
  public void close() throws IOException {
    wrapped.close();
  }
}
