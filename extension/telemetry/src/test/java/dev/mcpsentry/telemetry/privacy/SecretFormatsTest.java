package dev.mcpsentry.telemetry.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFormatsTest {

  private final Redaction redaction = new Redaction(List.of());

  static Stream<SecretFormat> formats() {
    return SecretFormats.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void example_isMaskedWhereverItStands(SecretFormat format) {
    for (String prefix : format.prefixes()) {
      String secret = prefix + format.example();
      Matcher rest = format.rest().matcher(format.example());
      assertThat(rest.lookingAt()).isTrue();
      String hidden = rest.groupCount() == 0 ? rest.group() : rest.group(1);
      String end = hidden.substring(hidden.length() / 2);
      for (String text :
          List.of(
              secret,
              "got " + secret + " from them",
              "\"" + secret + "\"",
              "(" + secret + ").",
              "a=" + secret + "&b=2",
              "line\\n" + secret,
              "<x>" + secret + "</x>",
              URLEncoder.encode("q " + secret, StandardCharsets.UTF_8))) {
        assertThat(redaction.text(text)).as(text).contains(Redaction.MASK).doesNotContain(end);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void lookAlike_staysAsItIs(SecretFormat format) {
    assertThat(redaction.text(format.lookAlike())).isEqualTo(format.lookAlike());
    String sentence = "see " + format.lookAlike() + " there";
    assertThat(redaction.text(sentence)).isEqualTo(sentence);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void row_saysWhereItIsFrom(SecretFormat format) {
    assertThat(format.source()).startsWith("https://");
    assertThat(format.name()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "4111.1111.1111.1111",
        "3782 822463 10005",
        "378282246310005",
        "3056 930902 5904",
        "5555 5555 5555 4444",
        "6011 1111 1111 1117",
        "41 11 11 11 11 11 11 11",
        "4111 1111 1111 1111 123",
        "4111111111111111 12",
        "DE89 3704 0044 0532 0130 00",
        "DE89370400440532013000",
        "GB29NWBK60161331926819",
        "de89370400440532013000"
      })
  void numberWithItsChecksum_isMasked(String number) {
    assertThat(redaction.text("paid with " + number + ", thanks")).contains(Redaction.MASK);
    assertThat(redaction.text(number)).doesNotContain(number.substring(0, 12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "0.4111111111111111",
        "+4111111111111111",
        "a4111111111111111",
        "1795255093286123",
        "1795255093286123456",
        "2026-11-25T19:47:18.123456789Z",
        "DE88370400440532013000",
        "XX89370400440532013000",
        "978-3-16-148410-0"
      })
  void otherNumbers_stayAsTheyAre(String number) {
    assertThat(redaction.text(number)).isEqualTo(number);
  }

  @Test
  void basicCredentials_areToldByWhatTheyDecodeTo() {
    String credentials =
        Base64.getEncoder().encodeToString("joe:hunter2".getBytes(StandardCharsets.UTF_8));
    assertThat(redaction.text("sent Basic " + credentials + " along"))
        .isEqualTo("sent [Filtered] along");
    assertThat(redaction.text("basic functionality of it")).isEqualTo("basic functionality of it");
  }

  @Test
  void privateKey_vanishesAsAWhole() {
    String body = "MIIEpAIBAAKCAQEA7bq/".repeat(2_000);
    String begin = "-----BEGIN " + "RSA PRIVATE KEY-----\n";
    String key = begin + body + "\n-----END " + "RSA PRIVATE KEY-----";
    assertThat(redaction.text("key " + key + " end")).isEqualTo("key [Filtered] end");
    assertThat(redaction.text("key " + key, 500)).isEqualTo("key [Filtered]");
    assertThat(redaction.text("key " + begin + body)).isEqualTo("key [Filtered]");
    assertThat(redaction.text(body + "\n-----END " + "RSA PRIVATE KEY----- end"))
        .isEqualTo("[Filtered] end");
    assertThat(redaction.text(key.replace("\n", "\\n"))).isEqualTo("[Filtered]");
    assertThat(redaction.text(URLEncoder.encode(key, StandardCharsets.UTF_8)))
        .isEqualTo("[Filtered]");
  }
}
