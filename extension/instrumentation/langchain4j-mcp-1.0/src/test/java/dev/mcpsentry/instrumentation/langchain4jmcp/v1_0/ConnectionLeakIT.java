package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.protocol.McpCallToolRequest;
import dev.mcpsentry.testing.mcp.Freed;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections that die without a word, and calls that ended on one that lives on. */
class ConnectionLeakIT {

  private static final int MANY = 10_000;
  private static final ContextKey<Object> MARKER = ContextKey.named("marker");

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  @Test
  void deadConnections_areNotHeld() {
    List<WeakReference<Object>> connections = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      ScriptedTransport transport = new ScriptedTransport("2025-06-18");
      DefaultMcpClient client = client(transport);
      // has no answer and never gets one
      assertThat(call(transport, 1_000)).isNotDone();
      connections.add(new WeakReference<>(transport));
      connections.add(new WeakReference<>(client));
      if (i % 1_000 == 0) {
        testing.clearData();
      }
    }

    testing.clearData();
    Freed.await(connections);
  }

  @Test
  void endedCalls_areNotHeld() {
    ScriptedTransport transport = new ScriptedTransport("2025-06-18");
    DefaultMcpClient client = client(transport);
    List<WeakReference<Object>> markers = new ArrayList<>();
    for (int id = 1_000; id < 1_000 + MANY; id++) {
      Object marker = new Object();
      markers.add(new WeakReference<>(marker));
      try (Scope scope = Context.current().with(MARKER, marker).makeCurrent()) {
        CompletableFuture<JsonNode> answer = call(transport, id);
        if (id % 2 == 0) {
          answer.cancel(true);
        } else {
          transport.answer(id);
        }
        assertThat(answer).isDone();
      }
    }

    testing.clearData();
    Freed.await(markers);
    client.close();
  }

  private static DefaultMcpClient client(ScriptedTransport transport) {
    return DefaultMcpClient.builder().transport(transport).autoHealthCheck(false).build();
  }

  private static CompletableFuture<JsonNode> call(ScriptedTransport transport, long id) {
    return transport.executeOperationWithResponse(
        new McpCallToolRequest(id, "echo", JsonNodeFactory.instance.objectNode()));
  }
}
