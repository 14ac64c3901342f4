package dev.mcpsentry.sentry.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountersTest {

  private static final AttributeKey<String> KEY = AttributeKey.stringKey("key");
  private static final SpanContext NOWHERE = SpanContext.getInvalid();

  private final Counters counters = new Counters();

  @Test
  void equalOnes_areSummed_andNameTheLatestTrace() {
    counters.count("app.a", Attributes.of(KEY, "x"), null, span(1), 10);
    counters.count("app.a", Attributes.of(KEY, "x"), null, span(2), 20);
    counters.count("app.a", Attributes.of(KEY, "x"), null, NOWHERE, 30);
    counters.count("app.a", Attributes.of(KEY, "y"), null, NOWHERE, 40);

    List<Measurement> taken = counters.take();

    assertThat(taken).hasSize(2);
    Measurement x = taken.stream().filter(m -> m.value() == 3).findFirst().orElseThrow();
    assertThat(x.span()).isEqualTo(span(2));
    assertThat(x.epochNanos()).isEqualTo(30);
    assertThat(x.type()).isEqualTo(MetricType.COUNTER);
    assertThat(x.unit()).isNull();
    assertThat(counters.take()).isEmpty();
  }

  @Test
  void firstAfterEachTake_isTold() {
    assertThat(counters.count("app.a", Attributes.empty(), null, NOWHERE, 1)).isTrue();
    assertThat(counters.count("app.b", Attributes.empty(), null, NOWHERE, 1)).isFalse();
    counters.take();
    assertThat(counters.count("app.a", Attributes.empty(), null, NOWHERE, 1)).isTrue();
  }

  @Test
  void tenThousandInventedValues_areFiveHundredSets_andNoneIsLost() {
    for (int i = 0; i < 10_000; i++) {
      counters.count("app.a", Attributes.of(KEY, "value " + i), null, NOWHERE, 1);
    }
    List<Measurement> taken = counters.take();
    assertThat(taken).hasSize(500);
    assertThat(taken.stream().mapToDouble(Measurement::value).sum()).isEqualTo(10_000);
    assertThat(taken).filteredOn(m -> m.attributes().equals(Counters.OVERFLOW)).hasSize(1);

    counters.count("app.a", Attributes.of(KEY, "value 9999"), null, NOWHERE, 1);
    counters.count("app.a", Attributes.of(KEY, "value 3"), null, NOWHERE, 1);
    assertThat(counters.take())
        .extracting(Measurement::attributes)
        .as("those known before stay apart")
        .containsExactlyInAnyOrder(Counters.OVERFLOW, Attributes.of(KEY, "value 3"));
  }

  @Test
  void inventedNames_areBounded() {
    for (int i = 0; i < 10_000; i++) {
      counters.count("app." + i, Attributes.of(KEY, "x"), null, NOWHERE, 1);
    }
    assertThat(counters.take()).hasSizeLessThanOrEqualTo(4_000);
  }

  @Test
  void users_areApart_butCannotFillTheMemory() {
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      Boolean first = counters.count("app.a", Attributes.of(KEY, "x"), "u" + i, NOWHERE, 1);
      refused += first == null ? 1 : 0;
    }
    assertThat(counters.take()).hasSize(10_000 - refused).hasSize(4_000);
  }

  @Test
  void severalThreads_loseNothing() throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          try {
                            start.await();
                          } catch (InterruptedException stop) {
                            return;
                          }
                          for (int n = 0; n < 5_000; n++) {
                            counters.count(
                                "app.a", Attributes.of(KEY, "v" + n % 7), null, NOWHERE, 1);
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    start.countDown();
    double sum = 0;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      sum += counters.take().stream().mapToDouble(Measurement::value).sum();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    sum += counters.take().stream().mapToDouble(Measurement::value).sum();
    assertThat(sum).isEqualTo(20_000);
  }

  private static SpanContext span(int number) {
    return SpanContext.create(
        "%032x".formatted(number),
        "%016x".formatted(number),
        TraceFlags.getSampled(),
        TraceState.getDefault());
  }
}
