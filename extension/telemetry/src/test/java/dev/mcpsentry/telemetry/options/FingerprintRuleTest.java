package dev.mcpsentry.telemetry.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintRuleTest {

  private final List<String> wrong = new ArrayList<>();

  @Test
  void rules_areReadInTheirOrder() {
    assertThat(
            FingerprintRule.parse(
                "type:java.net.* tool:search -> network, {{ type }};"
                    + " message:\"No room; try -> later*\"  ->  full ; ",
                wrong::add))
        .containsExactly(
            new FingerprintRule(
                Map.of("type", "java.net.*", "tool", "search"), List.of("network", "{{ type }}")),
            new FingerprintRule(Map.of("message", "No room; try -> later*"), List.of("full")));
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type:A",
        "-> b",
        "type:A ->",
        "type:A -> ,",
        "A -> b",
        "type: -> b",
        "color:red -> b",
        "type:A color:red -> b"
      })
  void wrongRule_isNamedAndTheOthersStay(String rule) {
    assertThat(FingerprintRule.parse(rule + "; type:A -> b", wrong::add)).hasSize(1);
    assertThat(wrong).containsExactly(rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\";\"", "type:\"A -> b", ";;;", "->->", "type:A ->\" -> \""})
  void quotesThatDoNotMatch_areSurvived(String text) {
    assertThat(FingerprintRule.parse(text, wrong::add)).hasSizeLessThanOrEqualTo(1);
  }
}
