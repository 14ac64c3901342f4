package dev.mcpsentry.sentry.internal.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DsnTest {

  @ParameterizedTest
  @CsvSource({
    "https://key@o1.ingest.sentry.io/42, https://o1.ingest.sentry.io/api/42/envelope/",
    "http://key@localhost:9000/42/, http://localhost:9000/api/42/envelope/",
    "https://key:secret@sentry.example/deep/path/42?x=1,"
        + " https://sentry.example/deep/path/api/42/envelope/",
    "http://key@[::1]:9000//42, http://[::1]:9000/api/42/envelope/",
  })
  void wellFormed_namesTheEnvelopeAddress(String dsn, String url) {
    assertThat(Dsn.parse(dsn).envelopeUrl()).hasToString(url);
  }

  @ParameterizedTest
  @CsvSource({
    "sekret, https://",
    "ftp://sekret@host/1, scheme",
    "https://host/1, public key",
    "https://@host/1, public key",
    "https://sek ret@host/1, public key",
    "https://sekret@host, project id",
    "https://sekret@host/, project id",
    "https://sekret@host:abc/1, port",
    "https://sekret@host:70000/1, port",
    "https://sekret@/1, host",
    "https://sekret@ho st/1, host",
    "https://sekret@[::1/1, host",
  })
  void malformed_saysWhatIsWrongWithoutTheKey(String dsn, String complaint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dsn.parse(dsn))
        .withMessageContaining(complaint)
        .withMessageNotContainingAny("sekret", "sek ret");
  }

  @Test
  void toString_hidesBothKeys() {
    assertThat(Dsn.parse("https://sekret:sekret2@host:444/1")).hasToString("https://host:444/1");
  }
}
