package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.span.TestSpans;
import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagingTest {

  @ParameterizedTest
  @CsvSource({
    "PRODUCER, send, orders, queue.publish, orders",
    "CONSUMER, process, orders, queue.process, orders",
    "CONSUMER, receive, orders, queue.receive, orders",
    "CONSUMER, receive, , queue.receive, orders receive",
    "CLIENT, settle, orders, queue, orders",
  })
  void message_isTheQueueAndWhatItDidThere(
      SpanKind kind, String type, String destination, String op, String name) {
    TestSpans message =
        span("orders " + type, kind, 1)
            .with("messaging.system", "kafka")
            .with("messaging.operation.type", type);
    if (destination != null) {
      message.with("messaging.destination.name", destination);
    }
    assertThat(Told.of(message)).isEqualTo(new Told(op, name, "task"));
  }
}
