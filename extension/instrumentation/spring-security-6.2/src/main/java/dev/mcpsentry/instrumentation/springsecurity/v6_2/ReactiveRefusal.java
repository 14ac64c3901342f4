package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import dev.mcpsentry.instrumentation.advice.RequestSpan;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Says why WebFlux refuses somebody. */
public final class ReactiveRefusal {

  private ReactiveRefusal() {}

  /**
   * The answer, which says why once it is subscribed to: before 7.0 a filter asks how to receive a
   * stranger also when it then refuses somebody it knows.
   */
  public static @Nullable Mono<Void> told(Throwable why, @Nullable Mono<Void> answer) {
    if (answer == null) {
      return null;
    }
    Span request = RequestSpan.current();
    return Mono.defer(
        () -> {
          Refusal.told(why, request);
          return answer;
        });
  }
}
