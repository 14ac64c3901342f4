package dev.mcpsentry.telemetry.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowListTest {

  @ParameterizedTest
  @CsvSource({
    "'*', pay, true",
    "'', pay, true",
    "find_*, find_orders, true",
    "find_*, pay, false",
    "'find_*,!find_users', find_orders, true",
    "'find_*,!find_users', find_users, false",
    "'!pay', find_orders, true",
    "'!pay', pay, false",
    "'!pay', PAY, false",
    "'! pay', pay, false",
    "'pay,!pay', pay, false",
    "'!*', '', false",
    "'find_*', '', false",
  })
  void denialsWin(String patterns, String name, boolean allowed) {
    List<String> list =
        Arrays.stream(patterns.split(",")).filter(pattern -> !pattern.isEmpty()).toList();
    assertThat(AllowList.of(list).allows(name)).isEqualTo(allowed);
  }

  @Test
  void scope_sparesTheWorkWhereNothingIsLeftOut() {
    assertThat(CaptureScope.of(List.of("*"), List.of("*")).membersOf("t")).isNull();
    assertThat(CaptureScope.of(List.of(), List.of()).membersOf(null)).isNull();
    assertThat(CaptureScope.of(List.of("*"), List.of("*", "!t.a")).membersOf("t")).isNotNull();
    assertThat(CaptureScope.of(List.of("!t"), List.of("*")).has("t")).isFalse();
    assertThat(CaptureScope.of(List.of("a*"), List.of("*")).has(null)).isFalse();
  }
}
