package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.protocol.McpCallToolRequest;
import dev.mcpsentry.testing.mcp.Freed;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.testing.junit.AgentInstrumentationExtension;
import io.opentelemetry.instrumentation.testing.junit.InstrumentationExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Transports of the application's, with what applications do in them. */
class OwnTransportsIT {

  private static final int CALLS = 20;
  private static final int HEAVY = 5 << 20;

  @RegisterExtension
  static final InstrumentationExtension testing = AgentInstrumentationExtension.create();

  private final ExecutorService tasks = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);

  private static final class EqualTransport extends ScriptedTransport {

    EqualTransport() {
      super("2025-06-18");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof EqualTransport;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  private static final class HostileTransport extends ScriptedTransport {

    HostileTransport() {
      super("2025-06-18");
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("equals");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("hashCode");
    }
  }

  @BeforeEach
  void clear() {
    testing.clearData();
  }

  @AfterEach
  void stop() {
    over.countDown();
    tasks.shutdown();
  }

  @Test
  void closingOne_leavesAnEqualOneAlone() {
    EqualTransport one = new EqualTransport();
    EqualTransport other = new EqualTransport();
    DefaultMcpClient client = client(one);
    client(other);
    call(other, 1_000, "x");
    one.close();
    assertThat(calls()).isEmpty();

    other.answer(1_000);
    List<SpanData> spans = await().until(OwnTransportsIT::calls, found -> !found.isEmpty());
    assertThat(spans)
        .singleElement()
        .satisfies(
            span -> assertThat(span.getAttributes().get(stringKey("mcp.sentry.failure"))).isNull());
    client.close();
  }

  @Test
  void transport_isAskedNothing() {
    HostileTransport transport = new HostileTransport();
    DefaultMcpClient client = client(transport);
    call(transport, 1_000, "x");
    transport.answer(1_000);

    await().until(() -> calls().size() == 1);
    client.close();
  }

  @Test
  void endedCalls_areNotHeldByTasksThatOutliveThem() {
    ScriptedTransport transport = new ScriptedTransport("2025-06-18");
    List<Context> contexts = new ArrayList<>();
    transport.onArrival(
        id -> {
          contexts.add(Context.current());
          tasks.execute(this::waitForTheEnd);
        });
    DefaultMcpClient client = client(transport);
    List<WeakReference<Object>> heavy = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      heavy.add(new WeakReference<>(heavyCall(transport, 1_000 + i)));
    }

    testing.clearData();
    Freed.await(heavy);
    assertThat(contexts)
        .hasSize(CALLS)
        .allMatch(context -> Span.fromContext(context).getSpanContext().isValid());
    client.close();
  }

  private static String heavyCall(ScriptedTransport transport, long id) {
    String text = "x".repeat(HEAVY);
    CompletableFuture<?> answer = call(transport, id, text);
    transport.answer(id);
    assertThat(answer).isDone();
    return text;
  }

  private void waitForTheEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<SpanData> calls() {
    return testing.spans().stream()
        .filter(span -> "tools/call".equals(span.getAttributes().get(stringKey("mcp.method.name"))))
        .toList();
  }

  private static DefaultMcpClient client(ScriptedTransport transport) {
    return DefaultMcpClient.builder().transport(transport).autoHealthCheck(false).build();
  }

  private static CompletableFuture<?> call(ScriptedTransport transport, long id, String text) {
    return transport.executeOperationWithResponse(
        new McpCallToolRequest(
            id, "echo", JsonNodeFactory.instance.objectNode().put("text", text)));
  }
}
