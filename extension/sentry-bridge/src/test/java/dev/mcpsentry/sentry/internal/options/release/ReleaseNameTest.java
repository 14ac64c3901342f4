package dev.mcpsentry.sentry.internal.options.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shop@1.2.3+build.7 | shop@1.2.3+build.7
          ' shop 1.2 '       | shop 1.2
          feature/x          | feature-x
          c:\\shop           | c:-shop
          ...                | ...
          """)
  void whatSentryTakes_staysAndTheRestIsAHyphen(String text, String name) {
    assertThat(ReleaseName.of(text)).isEqualTo(name);
  }

  @Test
  void controlCharactersAndLength_areCut() {
    assertThat(ReleaseName.of("a\tb\nc\rd\0e")).isEqualTo("a-b-c-d-e");
    assertThat(ReleaseName.of("1".repeat(5_000))).hasSize(200);
    assertThat(ReleaseName.of("1".repeat(199) + "\ud83d\ude00")).isEqualTo("1".repeat(199));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", " .. ", "\n"})
  void whatNamesNothing_isNoName(String text) {
    assertThat(ReleaseName.of(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"${project.version}", "@project.version@", "unspecified", "unknown", " "})
  void whatNoBuildFilledIn_isNothing(String text) {
    assertThat(ReleaseName.written(text)).isNull();
    assertThat(ReleaseName.of("shop", text)).isNull();
    assertThat(ReleaseName.of(text, "1.2")).isEqualTo("1.2");
  }
}
