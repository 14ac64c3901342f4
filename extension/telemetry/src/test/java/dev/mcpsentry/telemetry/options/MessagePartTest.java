package dev.mcpsentry.telemetry.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagePartTest {

  private static final Map<String, Object> TREE =
      Map.of("a", Map.of("b/c", List.of("x", "y")), "~t", "tilde", "n", 7);

  @ParameterizedTest
  @CsvSource({
    "arg:/a/b~1c/1, y",
    "ARG: /~0t, tilde",
    "meta:/n, 7",
    "arg:/a/b~1c/2, null",
    "arg:/a/b~1c/-, null",
    "arg:/n/x, null",
    "arg:/missing/x, null",
  })
  void pointer_isFollowedByItsRule(String text, String expected) {
    List<MessagePart> parts = Codec.PARTS.reading().of(text, wrong -> {});
    assertThat(parts).hasSize(1);
    assertThat(String.valueOf(parts.get(0).in(TREE))).isEqualTo(expected);
    assertThat(Codec.PARTS.reading().of(Codec.PARTS.text(parts), wrong -> {})).isEqualTo(parts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "intent",
        "/intent",
        "arg:",
        "arg:/",
        "arg:intent",
        "result:/x",
        ":/x",
        "arg:/1/2/3/4/5/6/7/8/9"
      })
  void wrongPointer_isNamedAndTheOthersStay(String wrong) {
    List<String> named = new ArrayList<>();
    assertThat(Codec.PARTS.reading().of(wrong + ", meta:/intent", named::add))
        .extracting(MessagePart::toString)
        .containsExactly("meta:/intent");
    assertThat(named).containsExactly(wrong);
  }

  @Test
  void whateverIsNoTree_hasNothing() {
    MessagePart part = new MessagePart(MessagePart.Source.META, List.of("intent"));
    assertThat(part.in(null)).isNull();
    assertThat(part.in("intent")).isNull();
    assertThat(part.name()).isEqualTo("intent");
  }
}
