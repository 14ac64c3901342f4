package dev.mcpsentry.telemetry.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contexts that outlive their operation. */
class McpOperationTest {

  // without an SDK, whose spans keep the exceptions they record for as long as they live
  private final McpTelemetry telemetry =
      new McpTelemetry(OpenTelemetry.noop(), "test", McpOptions.DEFAULT);

  private final McpSession session = new McpSession(McpTransport.HTTP, "session-1");
  private final List<WeakReference<Object>> held = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(McpDirection.class)
  void context_holdsNothingOfAnOperationThatEnded(McpDirection direction) {
    Context context = answered(direction);

    awaitFreed();
    assertThat(McpOperation.fromContext(context)).isNotNull();
    Reference.reachabilityFence(context);
  }

  @Test
  void failure_isStillOneAfterTheEnd() {
    McpOperation operation = start(McpDirection.RECEIVED, Map.of());
    operation.settle(FailureClassifier.cancelled());
    operation.end();
    operation.settle(new McpOutcome.Success(() -> null));

    assertThat(operation.isFailed()).isTrue();
    assertThat(operation.isSettled()).isTrue();
  }

  @Test
  void wordsAfterTheEnd_areNotHeld() {
    McpOperation operation = start(McpDirection.RECEIVED, Map.of());
    operation.end();
    say(operation);

    awaitFreed();
    assertThat(operation.throwable()).isNull();
  }

  @Test
  void wordsDuringTheEnd_areNotHeld() throws Exception {
    List<Context> contexts = new ArrayList<>();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      for (int i = 0; i < 200; i++) {
        McpOperation operation = start(McpDirection.RECEIVED, Map.of());
        contexts.add(operation.context());
        CyclicBarrier together = new CyclicBarrier(2);
        Future<?> speaker =
            other.submit(
                () -> {
                  together.await();
                  say(operation);
                  return null;
                });
        together.await();
        operation.end();
        speaker.get();
      }

      awaitFreed();
      assertThat(contexts).hasSize(200);
      assertThat(session.open(McpDirection.RECEIVED).size()).isZero();
    } finally {
      other.shutdown();
    }
  }

  private Context answered(McpDirection direction) {
    McpOperation operation =
        start(direction, Map.of("name", "t", "arguments", Map.of("a", track(new byte[1 << 20]))));
    say(operation);
    operation.end();
    return operation.context();
  }

  private McpOperation start(McpDirection direction, Object params) {
    McpRequest request = new McpRequest("tools/call", 7, params);
    return direction == McpDirection.RECEIVED
        ? telemetry.receive(request, session, Context.root())
        : telemetry.send(request, session, Context.root());
  }

  private void say(McpOperation operation) {
    Throwable thrown = new IllegalStateException("kaboom");
    Object answer = track(new byte[1 << 10]);
    track(thrown);
    operation.threw(thrown);
    operation.settle(new McpOutcome.Failure(FailureClassifier.thrown(thrown), () -> answer));
  }

  private <T> T track(T value) {
    synchronized (held) {
      held.add(new WeakReference<>(value));
    }
    return value;
  }

  private void awaitFreed() {
    assertThat(held).isNotEmpty();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              System.gc();
              return held.stream().allMatch(reference -> reference.get() == null);
            });
  }
}
