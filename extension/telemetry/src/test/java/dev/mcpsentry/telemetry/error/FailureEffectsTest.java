package dev.mcpsentry.telemetry.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.error.FailureKind.Health;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureEffectsTest {

  private final List<String> wrong = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void nothingSaid_isTheRow(FailureKind kind) {
    FailureEffect effect = FailureEffects.DEFAULT.of(kind);
    assertThat(effect.captured()).isEqualTo(kind.issue().captured());
    assertThat(effect.level()).isEqualTo(kind.issue().level());
    assertThat(effect.handled()).isEqualTo(kind.issue().handled());
    assertThat(effect.health(kind)).isEqualTo(kind.health());
  }

  @ParameterizedTest
  @CsvSource({
    "TIMEOUT,        timeout:level=info,           true,  info,    true,  ERRORED",
    "TIMEOUT,        timeout:handled=false,        true,  warning, false, CRASHED",
    "TOOL_EXCEPTION, tool_exception:handled=true,  true,  error,   true,  ERRORED",
    "TOOL_EXCEPTION, tool_exception:issue=false,   false, error,   false, CRASHED",
    "TOOL_REPORTED,  tool_reported:issue=true,     true,  error,   true,  ERRORED",
    "CALLER_FAULT,   Caller_Fault : Issue = TRUE,  true,  error,   true,  NONE",
    "ABORTED,        aborted:issue=true,           true,  error,   true,  ABNORMAL",
  })
  void whatIsSaid_winsAndTheRestStays(
      FailureKind kind,
      String entry,
      boolean captured,
      String level,
      boolean handled,
      Health health) {
    FailureEffects effects = FailureEffects.parse(List.of(entry), wrong::add);
    assertThat(wrong).isEmpty();
    assertThat(effects.of(kind)).isEqualTo(new FailureEffect(captured, level, handled));
    assertThat(effects.of(kind).health(kind)).isEqualTo(health);
    assertThat(effects.changed()).containsOnlyKeys(kind);
  }

  @Test
  void entriesOfOneKind_addUp() {
    assertThat(
            FailureEffects.parse(
                    List.of(
                        "auth:issue=true",
                        "auth:level=fatal",
                        "auth:handled=false",
                        "x:level=info"),
                    wrong::add)
                .of(FailureKind.AUTH))
        .isEqualTo(new FailureEffect(true, "fatal", false));
    assertThat(wrong).containsExactly("x:level=info");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeout",
        "timeout:level",
        "timeout:level=loud",
        "timeout:handled=yes",
        "timeout:health=none",
        "timout:level=info",
        "=:=",
        ":",
        "="
      })
  void wrongEntry_isNamedAndChangesNothing(String entry) {
    assertThat(FailureEffects.parse(List.of(entry), wrong::add)).isEqualTo(FailureEffects.DEFAULT);
    assertThat(wrong).containsExactly(entry);
  }
}
