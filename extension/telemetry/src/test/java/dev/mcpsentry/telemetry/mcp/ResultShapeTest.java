package dev.mcpsentry.telemetry.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultShapeTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "Grüße", "数える", "a \uD83D\uDE00 b"})
  void size_isThatOfUtf8(String text) {
    assertThat(ResultShape.of(content(text(text))))
        .isEqualTo(new ResultShape(text.getBytes(StandardCharsets.UTF_8).length, 1, "text"));
  }

  @Test
  void partsOfEveryKind_addUp() {
    assertThat(
            ResultShape.of(
                content(
                    text("12345"),
                    Map.of("type", "image", "data", "AAAA", "mimeType", "image/png"),
                    Map.of("type", "resource", "resource", Map.of("uri", "a://b", "text", "123")),
                    Map.of("type", "resource", "resource", Map.of("uri", "a://b", "blob", "AA")),
                    Map.of("type", "resource_link", "uri", "a://b"))))
        .isEqualTo(new ResultShape(14, 5, null));
  }

  @Test
  void noParts_areNone_unlessTheResultIsElsewhere() {
    assertThat(ResultShape.of(content())).isEqualTo(new ResultShape(0, 0, null));
    assertThat(ResultShape.of(Map.of("content", List.of(), "structuredContent", Map.of())))
        .isNull();
    assertThat(ResultShape.of(Map.of())).isNull();
    assertThat(ResultShape.of(Map.of("content", "text"))).isNull();
    assertThat(ResultShape.of("text")).isNull();
    assertThat(ResultShape.of(null)).isNull();
  }

  @Test
  void oddParts_areCountedAndNothingElse() {
    assertThat(ResultShape.of(Map.of("content", List.of(7))))
        .isEqualTo(new ResultShape(0, 1, null));
    assertThat(ResultShape.of(content(Map.of("type", 7, "text", List.of("a")))))
        .isEqualTo(new ResultShape(0, 1, null));
  }

  @Test
  void hugeResults_costNoMoreThanTheirCap() {
    String huge = "\u6570".repeat(5_000_000);
    Map<String, Object> result = Map.of("content", Collections.nCopies(1_000_000, text(huge)));
    ResultShape shape =
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> ResultShape.of(result));
    assertThat(shape.parts()).isEqualTo(1_000_000);
    assertThat(shape.bytes()).isGreaterThanOrEqualTo(5_000_000_000L);
  }

  private static Map<String, Object> text(String text) {
    return Map.of("type", "text", "text", text);
  }

  private static Map<String, Object> content(Object... parts) {
    return Map.of("content", List.of(parts));
  }
}
