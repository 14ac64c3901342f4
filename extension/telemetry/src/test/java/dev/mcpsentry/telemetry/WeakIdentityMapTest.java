package dev.mcpsentry.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {

  private final WeakIdentityMap<Object, Object> map = new WeakIdentityMap<>();

  private record Value(String name) {}

  private static final class Hostile {
    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("equals");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("hashCode");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("toString");
    }
  }

  @Test
  void equalKeys_haveValuesOfTheirOwn() {
    Value one = new Value("a");
    Value other = new Value("a");
    map.putIfAbsent(one, 1);

    assertThat(map.get(other)).isNull();
    assertThat(map.putIfAbsent(other, 2)).isEqualTo(2);
    assertThat(map.get(one)).isEqualTo(1);
  }

  @Test
  void key_isAskedNothing() {
    Hostile key = new Hostile();
    Hostile other = new Hostile();

    assertThat(map.computeIfAbsent(key, k -> 1)).isEqualTo(1);
    assertThat(map.computeIfAbsent(key, k -> 2)).isEqualTo(1);
    assertThat(map.computeIfAbsent(other, k -> 3)).isEqualTo(3);
    assertThat(map.get(key)).isEqualTo(1);
  }

  @Test
  void keyThatChangesItsHash_isStillFound() {
    List<Object> key = new ArrayList<>();
    map.putIfAbsent(key, 1);
    key.add("changed");

    assertThat(map.get(key)).isEqualTo(1);
  }

  @Test
  void firstValue_counts() {
    Object key = new Object();

    assertThat(map.putIfAbsent(key, 1)).isEqualTo(1);
    assertThat(map.putIfAbsent(key, 2)).isEqualTo(1);
  }

  @Test
  void threadsThatMeet_getOneValue() throws Exception {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 200; round++) {
        Object key = new Object();
        Set<Object> seen = ConcurrentHashMap.newKeySet();
        CyclicBarrier together = new CyclicBarrier(threads);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          all.add(
              pool.submit(
                  () -> {
                    together.await();
                    return seen.add(map.computeIfAbsent(key, k -> new Object()));
                  }));
        }
        for (Future<?> one : all) {
          one.get();
        }
        assertThat(seen).hasSize(1).containsExactly(map.get(key));
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void deadKeys_areForgottenWhenOthersCome() {
    for (int i = 0; i < 1_000; i++) {
      map.putIfAbsent(new Object(), i);
    }
    assertThat(map.size()).isPositive();

    Object living = new Object();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              System.gc();
              map.putIfAbsent(living, "living");
              return map.size() == 1;
            });
    assertThat(map.get(living)).isEqualTo("living");
  }
}
