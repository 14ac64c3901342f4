package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mcpsentry.testing.mcp.Freed;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

/** Calls that ended, on a client that lives on. */
class EndedCallsLeakIT {

  private static final int CALLS = 10_000;
  private static final ContextKey<Object> MARKER = ContextKey.named("marker");
  private static final CallToolRequest ECHO = new CallToolRequest("echo", Map.of());

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private final Queue<Map<String, Object>> open = new ConcurrentLinkedQueue<>();
  private final ScriptedPeer peer =
      new ScriptedPeer().on("tools/call", (server, request) -> open.add(request));

  @Test
  void answeredAndCancelledCalls_areNotHeld() throws InterruptedException {
    McpAsyncClient client = McpClient.async(peer).requestTimeout(Duration.ofHours(1)).build();
    client.initialize().block();
    List<WeakReference<Object>> markers = new ArrayList<>();
    callAndEnd(client, markers);
    assertThat(markers).hasSize(CALLS);
    testing.clearData();

    Freed.await(markers);
    // what the client knows of calls is still there to hold them
    assertThat(client.isInitialized()).isTrue();
    client.close();
  }

  private void callAndEnd(McpAsyncClient client, List<WeakReference<Object>> markers)
      throws InterruptedException {
    List<Disposable> subscriptions = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      Object marker = new Object();
      markers.add(new WeakReference<>(marker));
      try (Scope scope = Context.current().with(MARKER, marker).makeCurrent()) {
        subscriptions.add(client.callTool(ECHO).subscribe(result -> {}, problem -> {}));
      }
    }
    await().until(() -> open.size() == CALLS);
    Thread canceller =
        new Thread(
            () -> {
              for (int i = 0; i < CALLS; i += 2) {
                subscriptions.get(i).dispose();
              }
            });
    canceller.start();
    open.forEach(request -> peer.answer(request, Map.of("content", List.of())));
    canceller.join();
    assertThat(subscriptions).allMatch(Disposable::isDisposed);
  }
}
