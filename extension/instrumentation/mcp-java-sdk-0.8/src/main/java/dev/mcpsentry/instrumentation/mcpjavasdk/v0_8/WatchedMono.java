package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.context.Scope;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * A Mono with a {@link Watch} on every subscription. Signals pass through unchanged; a watch that
 * fails or that cannot be made leaves the subscription alone.
 */
final class WatchedMono<T> extends Mono<T> {

  /** Where the OpenTelemetry context travels in Reactor's, whatever thread a signal arrives on. */
  private static final Object CONTEXT_KEY = WatchedMono.class.getName();

  private final Mono<T> source;
  private final Function<ContextView, @Nullable Watch<? super T>> watches;
  private final StderrLog log;

  WatchedMono(
      Mono<T> source, Function<ContextView, @Nullable Watch<? super T>> watches, StderrLog log) {
    this.source = source;
    this.watches = watches;
    this.log = log;
  }

  /** The OpenTelemetry context an outer watch left in Reactor's, else the thread's own. */
  static io.opentelemetry.context.Context openTelemetryContext(ContextView reactor) {
    Object context = reactor.getOrDefault(CONTEXT_KEY, null);
    return context instanceof io.opentelemetry.context.Context known
        ? known
        : io.opentelemetry.context.Context.current();
  }

  @Override
  public void subscribe(CoreSubscriber<? super T> actual) {
    Watch<? super T> watch = null;
    try {
      watch = watches.apply(actual.currentContext());
    } catch (Throwable problem) {
      log.stepAside("start of an operation", problem);
    }
    if (watch == null) {
      source.subscribe(actual);
      return;
    }
    try (Scope scope = watch.context().makeCurrent()) {
      source.subscribe(new Watched<>(actual, watch, log));
    }
  }

  private static final class Watched<T> implements CoreSubscriber<T>, Subscription {

    private final CoreSubscriber<? super T> actual;
    private final StderrLog log;
    private final Context reactorContext;
    // null once it is over: whoever keeps the subscription does not keep the call
    private volatile @Nullable Watch<? super T> watch;
    private @Nullable Subscription upstream;

    Watched(CoreSubscriber<? super T> actual, Watch<? super T> watch, StderrLog log) {
      this.actual = actual;
      this.watch = watch;
      this.log = log;
      this.reactorContext = actual.currentContext().put(CONTEXT_KEY, watch.context());
    }

    @Override
    public Context currentContext() {
      return reactorContext;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      upstream = subscription;
      actual.onSubscribe(this);
    }

    @Override
    public void onNext(T value) {
      Watch<? super T> running = watch;
      try {
        if (running != null) {
          running.next(value);
        }
      } catch (Throwable problem) {
        log.stepAside("result of an operation", problem);
      }
      actual.onNext(value);
    }

    @Override
    public void onError(Throwable problem) {
      Watch<? super T> running = over();
      try {
        if (running != null) {
          running.failed(problem);
        }
      } catch (Throwable ours) {
        log.stepAside("end of an operation", ours);
      }
      actual.onError(problem);
    }

    @Override
    public void onComplete() {
      Watch<? super T> running = over();
      try {
        if (running != null) {
          running.completed();
        }
      } catch (Throwable problem) {
        log.stepAside("end of an operation", problem);
      }
      actual.onComplete();
    }

    private @Nullable Watch<? super T> over() {
      Watch<? super T> running = watch;
      watch = null;
      return running;
    }

    @Override
    public void request(long n) {
      if (upstream != null) {
        upstream.request(n);
      }
    }

    @Override
    public void cancel() {
      Watch<? super T> running = over();
      try {
        if (running != null) {
          running.cancelled();
        }
      } catch (Throwable problem) {
        log.stepAside("end of an operation", problem);
      }
      if (upstream != null) {
        upstream.cancel();
      }
    }
  }
}
