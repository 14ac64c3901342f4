package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.testing.mcp.Freed;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

class WatchedMonoTest {

  private static final ContextKey<String> KEY = ContextKey.named("test");

  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final StderrLog log = new StderrLog(new PrintStream(stderr, true));
  private final Recorder watch = new Recorder();

  @Test
  void value_passesAndIsSeen() {
    assertThat(watched(Mono.just("v")).block()).isEqualTo("v");
    assertThat(watch.heard).containsExactly("v", "completed");
  }

  @Test
  void emptiness_passes() {
    assertThat(watched(Mono.empty()).block()).isNull();
    assertThat(watch.heard).containsExactly("completed");
  }

  @Test
  void error_passesUnchanged() {
    IllegalStateException boom = new IllegalStateException("boom");

    assertThatThrownBy(() -> watched(Mono.error(boom)).block()).isSameAs(boom);
    assertThat(watch.heard).containsExactly("boom");
  }

  @Test
  void cancel_reachesTheSource() {
    Sinks.One<String> sink = Sinks.one();
    AtomicReference<String> source = new AtomicReference<>();
    Disposable subscription =
        watched(sink.asMono().doOnCancel(() -> source.set("cancelled"))).subscribe();
    subscription.dispose();

    assertThat(source).hasValue("cancelled");
    assertThat(watch.heard).containsExactly("cancelled");
  }

  @Test
  void everySubscription_isWatched() {
    Mono<String> mono = watched(Mono.just("v"));
    mono.block();
    mono.block();

    assertThat(watch.heard).containsExactly("v", "completed", "v", "completed");
  }

  @Test
  void context_isCurrentWhileSubscribing_andFoundOnAnotherThread() {
    AtomicReference<String> eager = new AtomicReference<>();
    AtomicReference<String> elsewhere = new AtomicReference<>();
    Mono<String> inner =
        Mono.defer(
            () -> {
              eager.set(Context.current().get(KEY));
              return Mono.just("v")
                  .publishOn(Schedulers.single())
                  .flatMap(
                      v ->
                          Mono.deferContextual(
                              reactor -> {
                                elsewhere.set(WatchedMono.openTelemetryContext(reactor).get(KEY));
                                return Mono.just(v);
                              }));
            });
    watched(inner).block();

    assertThat(eager).hasValue("here");
    assertThat(elsewhere).hasValue("here");
    assertThat(Context.current().get(KEY)).isNull();
  }

  @Test
  void watchThatThrows_changesNothing() {
    watch.broken = true;

    assertThat(watched(Mono.just("v")).block()).isEqualTo("v");
    assertThatThrownBy(() -> watched(Mono.error(new IllegalStateException("boom"))).block())
        .hasMessage("boom");
    assertThat(stderr.toString()).contains("stepped aside");
  }

  @Test
  void watchThatCannotBeMade_changesNothing() {
    Mono<String> mono =
        new WatchedMono<>(
            Mono.just("v"),
            reactor -> {
              throw new IllegalStateException("ours");
            },
            log);

    assertThat(mono.block()).isEqualTo("v");
    assertThat(stderr.toString()).contains("ours");
  }

  @ParameterizedTest
  @ValueSource(strings = {"value", "error", "cancel"})
  void subscriptionThatIsOver_doesNotHoldItsWatch(String end) {
    Sinks.One<String> source = Sinks.one();
    AtomicReference<WeakReference<Object>> made = new AtomicReference<>();
    Disposable subscription =
        new WatchedMono<>(
                source.asMono(),
                reactor -> {
                  Recorder fresh = new Recorder();
                  made.set(new WeakReference<>(fresh));
                  return fresh;
                },
                log)
            .subscribe(value -> {}, problem -> {});
    switch (end) {
      case "value" -> source.tryEmitValue("v");
      case "error" -> source.tryEmitError(new IllegalStateException("boom"));
      default -> subscription.dispose();
    }

    Freed.await(List.of(made.get()));
    assertThat(subscription.isDisposed()).isTrue();
  }

  private Mono<String> watched(Mono<String> source) {
    return new WatchedMono<>(source, reactor -> watch, log);
  }

  private static final class Recorder implements Watch<Object> {

    private final List<String> heard = new ArrayList<>();
    private boolean broken;

    @Override
    public Context context() {
      return Context.root().with(KEY, "here");
    }

    @Override
    public void next(Object value) {
      hear(value.toString());
    }

    @Override
    public void failed(Throwable problem) {
      hear(problem.getMessage());
    }

    @Override
    public void completed() {
      hear("completed");
    }

    @Override
    public void cancelled() {
      hear("cancelled");
    }

    private void hear(String signal) {
      if (broken) {
        throw new IllegalStateException("broken watch");
      }
      heard.add(signal);
    }
  }
}
