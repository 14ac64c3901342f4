package dev.mcpsentry.telemetry.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CountTest {

  @Test
  void listsAndTheOnlyListOfAnObject_areCounted() {
    assertThat(Count.of(List.of())).isZero();
    assertThat(Count.of(List.of(1, 2))).isEqualTo(2);
    assertThat(Count.of(Set.of(1))).isEqualTo(1);
    assertThat(Count.of(Map.of("items", List.of(1, 2)))).isEqualTo(2);
    assertThat(Count.of(Map.of("items", List.of(), "total", 0))).isZero();
  }

  @Test
  void whatDoesNotTell_isNotCounted() {
    assertThat(Count.of(null)).isNull();
    assertThat(Count.of("[1,2]")).isNull();
    assertThat(Count.of(Map.of("a", 1))).isNull();
    assertThat(Count.of(Map.of("a", List.of(), "b", List.of(1)))).isNull();
    assertThat(Count.of(Map.of("a", Map.of("items", List.of(1))))).isNull();
    assertThat(Count.of(new Object())).isNull();
    Map<Integer, Object> wide = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      wide.put(i, i == 7 ? List.of() : i);
    }
    assertThat(Count.of(wide)).isNull();
  }

  @Test
  void listThatHoldsItself_isCounted() {
    Object[] ring = new Object[1];
    List<Object> list = Arrays.asList(ring);
    ring[0] = list;
    assertThat(Count.of(list)).isEqualTo(1);
  }
}
