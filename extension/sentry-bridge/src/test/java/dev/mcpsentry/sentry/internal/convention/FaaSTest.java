package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.span.TestSpans;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaaSTest {

  @ParameterizedTest
  @CsvSource({
    "faas.trigger, timer, function.timer",
    "faas.trigger, pubsub, function.pubsub",
    "faas.invocation_id, 3f5c, function",
  })
  void invocation_isWhatSetItOff(String key, String value, String op) {
    assertThat(Told.of(invocation().with(key, value)))
        .isEqualTo(new Told(op, "find-orders", "component"));
  }

  @ParameterizedTest
  @CsvSource({
    "http.request.method, POST, http.server",
    "rpc.system, grpc, rpc.server",
    "messaging.system, sqs, queue",
  })
  void invocationThatSaysHowItCame_isThat(String key, String value, String op) {
    assertThat(invocation().with("faas.trigger", "http").with(key, value).typed().op())
        .isEqualTo(op);
  }

  @Test
  void failure_isAnInternalError() {
    assertThat(invocation().with("faas.trigger", "timer").failed("").typed().status())
        .isEqualTo("internal_error");
  }

  private static TestSpans invocation() {
    return span("find-orders", SpanKind.SERVER, 1);
  }
}
