package dev.mcpsentry.telemetry.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The work on a text grows with its length and no faster, whoever wrote it. */
class RedactionCostTest {

  private static final int LENGTH = 1_000_000;
  // a character is looked at for each thing that it may belong to, and once more for each reading
  private static final int MAX_LOOKS = 200;

  private static final SecretKeys KEYS = new SecretKeys(List.of());

  private static final List<String> HOSTILE =
      List.of(
          "password",
          "password=",
          "password: ",
          "password=\"",
          "password='\\",
          "\"password\":\"",
          "\"password\":",
          "\\\"password\\\":\\\"",
          "password=[",
          "\"a\":[",
          "token: (",
          "token:is(",
          "token: is ",
          "x token: \"",
          "x token: '",
          "token=null ",
          "tokens=1 ",
          "key=[",
          "key=\"",
          "\"name\":\"password\"",
          "\"name\":\"password\",\"value\":[",
          "value=",
          "value=[",
          "value:\"",
          "<password>",
          "<password ",
          "<password><",
          "<a b=",
          "<a key=\"",
          "<name>password<",
          "<",
          "&lt;",
          "--password ",
          "--password",
          "-----BEGIN PRIVATE KEY-----",
          "-----END PRIVATE KEY-----",
          "-----BEGIN ",
          "-----ENDPRIVATE",
          "-----",
          "-",
          "://",
          "://a:b",
          "://a:b/",
          "a://b:c:d@",
          "@",
          "eyJ",
          "eyJ-",
          "eyJaaaaaaaa-",
          "eyJaaaaaaaa.a",
          "ya29.",
          "1//0",
          "AKIA-",
          "sk-",
          "sk-proj-",
          "glpat-",
          "/services/T",
          "/services/TABCDEF/",
          "/api/webhooks/1",
          "/bot1",
          "/bot123456:",
          "SG.",
          "SG.aaaaaaaaaaaaaaaa.",
          "jdbc:oracle:",
          "jdbc:oracle:thin:a/",
          "s.",
          "AC",
          "4",
          "4 4 ",
          "41 ",
          "4111 ",
          "4111-1111-",
          "DE89",
          "DE89 ",
          "DE",
          "12345678:AA",
          "Bearer ",
          "bearer",
          "Basic ",
          "basic ",
          "%",
          "%25",
          "%3D",
          "%253D",
          "\\",
          "\\u0070",
          "\\\\",
          "&",
          "&quot;",
          "&#61;",
          "'",
          "\"",
          " '",
          " \"",
          "x '",
          "by '",
          "identified by '",
          "password '",
          "=",
          ":",
          "a=",
          "a:",
          "a = ",
          ",a",
          ",a=",
          "password=,a",
          "password=&a",
          "password=a)",
          "password=a\\",
          "[",
          "]",
          "a]=",
          "a[]=",
          "password\n",
          "password:\n",
          "cookie: a",
          "Authorization: a\\n",
          "a",
          " ",
          "\u00e9",
          "\ud83d\ude00");

  static Stream<String> patterns() {
    List<String> texts = new ArrayList<>(HOSTILE);
    for (SecretFormat format : SecretFormats.ALL) {
      for (String prefix : format.prefixes()) {
        texts.add(prefix);
        texts.add(prefix + format.example().substring(0, 5) + "-");
        texts.add(prefix + format.example().charAt(0) + " ");
      }
    }
    return texts.stream();
  }

  // any two in turn, the same ones every time
  static Stream<String> pairs() {
    List<String> texts = new ArrayList<>(HOSTILE);
    for (int i = 0; i < HOSTILE.size(); i++) {
      texts.add(HOSTILE.get(i) + HOSTILE.get((i * 37 + 11) % HOSTILE.size()));
      texts.add(HOSTILE.get(i) + HOSTILE.get((i * 53 + 29) % HOSTILE.size()) + "a");
    }
    return texts.stream();
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void megabyteOfAPattern_isWorkForItsLengthOnly(String part) {
    look(part, LENGTH);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void twoPatternsInTurn_areNoMoreWork(String part) {
    look(part, LENGTH / 10);
  }

  private static void look(String part, int length) {
    CountedText text = new CountedText(part.repeat(length / part.length()));
    if (SecretScan.mayHold(text)) {
      SecretScan.of(text, KEYS);
    }
    assertThat(text.looks()).isLessThan((long) MAX_LOOKS * length);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void unfinishedBusiness_isNoMoreWork(String part) {
    // everything opened at first, nothing closed at the end
    CountedText text =
        new CountedText(
            "a" + part.repeat(2) + "(['\"<".repeat(3) + part.repeat(LENGTH / 10 / part.length()));
    SecretScan.of(text, KEYS);
    assertThat(text.looks()).isLessThan((long) MAX_LOOKS * LENGTH / 10);
  }

  @Test
  void capped_itLooksNotMuchFurtherThanTheCap() {
    String part = "password=x ";
    CountedText text = new CountedText(part.repeat(LENGTH / part.length()));
    String clean = new Redaction(List.of()).text(text, 1_000);
    assertThat(clean).startsWith("password=[Filtered] ").hasSizeLessThanOrEqualTo(1_000);
    assertThat(text.looks()).isLessThan(MAX_LOOKS * 6_000L);
  }

  @Test
  void harmlessText_costsOneLook() {
    String harmless =
        String.join(" ", IntStream.range(0, 10_000).mapToObj(i -> "find orders").toList());
    CountedText text = new CountedText(harmless);
    assertThat(SecretScan.mayHold(text)).isFalse();
    assertThat(text.looks()).isLessThan(3L * harmless.length());
  }

  /** Counts how often a character is looked at. */
  private static final class CountedText implements CharSequence {

    private final CharSequence text;
    private final long[] looks;

    CountedText(CharSequence text) {
      this(text, new long[1]);
    }

    private CountedText(CharSequence text, long[] looks) {
      this.text = text;
      this.looks = looks;
    }

    long looks() {
      return looks[0];
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks[0]++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new CountedText(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
      looks[0] += text.length();
      return text.toString();
    }
  }
}
