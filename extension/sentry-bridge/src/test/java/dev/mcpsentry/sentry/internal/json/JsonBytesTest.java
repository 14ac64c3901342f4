package dev.mcpsentry.sentry.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

  private final JsonBytes json = new JsonBytes();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "\"\\/\b\f\n\r\t\u0000\u001f\u007f",
        "äöü €",
        "日本語",
        "😀 emoji",
        "ends with ["
      })
  void anyText_survives(String text) throws IOException {
    json.beginArray().value(text).value(text).endArray();
    JsonNode read = read();
    assertThat(read.get(0).asText()).isEqualTo(text);
    assertThat(read.get(1).asText()).isEqualTo(text);
  }

  @Test
  void loneSurrogate_becomesAQuestionMark() throws IOException {
    json.beginArray().value("a\ud800b\udc00").endArray();
    assertThat(read().get(0).asText()).isEqualTo("a?b?");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 7, 10, 99, 100, -1, -10, 1234567890123456789L, Long.MAX_VALUE, Long.MIN_VALUE})
  void anyNumber_survives(long number) throws IOException {
    json.beginArray().value(number).endArray();
    assertThat(read().get(0).asLong()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "\"\\\n", "äöü €", "😀", "[", "long.long.long.long.long.long."})
  void key_isTheSameTheNextTime(String key) throws IOException {
    String other = key + key + key + "x";
    for (int i = 0; i < 3; i++) {
      json.clear().beginObject().field(key, i).field(other, "a").key("in").beginObject();
      json.field(other, i).field(key, "b").endObject().endObject();

      JsonNode read = read();
      assertThat(read.path(key).asInt(-1)).isEqualTo(i);
      assertThat(read.path(other).asText()).isEqualTo("a");
      assertThat(read.path("in").path(other).asInt(-1)).isEqualTo(i);
      assertThat(read.path("in").path(key).asText()).isEqualTo("b");
    }
  }

  @Test
  void keysOfOnePlace_areToldApart() throws IOException {
    // of one hash code
    json.beginObject().field("Aa", 1).field("BB", 2).endObject();
    assertThat(read().path("Aa").asInt()).isEqualTo(1);
    assertThat(read().path("BB").asInt()).isEqualTo(2);
  }

  @Test
  void structure_getsItsCommas() throws IOException {
    json.beginObject()
        .field("a", "1")
        .key("b")
        .beginArray()
        .value(1)
        .beginObject()
        .endObject()
        .value(true)
        .value(0.5)
        .value(Double.NaN)
        .endArray()
        .field("none", null)
        .key("c")
        .raw("{\"x\":1}".getBytes(StandardCharsets.UTF_8))
        .field("d", 2)
        .endObject();
    assertThat(text())
        .isEqualTo("{\"a\":\"1\",\"b\":[1,{},true,0.5,\"NaN\"],\"c\":{\"x\":1},\"d\":2}");
  }

  @Test
  void seconds_haveSixDecimals() {
    json.beginArray().seconds(1_795_232_691_000_042_999L).endArray();
    assertThat(text()).isEqualTo("[1795232691.000042]");
  }

  @Test
  void longText_isCutWithAnEllipsis() {
    json.beginArray().value("abcdef", 3).value("abc", 3).endArray();
    assertThat(text()).isEqualTo("[\"abc…\",\"abc\"]");
  }

  @Test
  void manyBytes_growTheBuffer() throws IOException {
    String text = "x".repeat(100_000);
    json.beginArray().value(text).endArray();
    assertThat(read().get(0).asText()).isEqualTo(text);
  }

  private String text() {
    return new String(json.toByteArray(), StandardCharsets.UTF_8);
  }

  private JsonNode read() throws IOException {
    return new ObjectMapper().readTree(json.toByteArray());
  }
}
