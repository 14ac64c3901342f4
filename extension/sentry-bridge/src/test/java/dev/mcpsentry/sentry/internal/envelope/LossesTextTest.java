package dev.mcpsentry.sentry.internal.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.json.JsonBytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossesTextTest {

  @Test
  void quantities_areSummedAndReadAgain() {
    Losses losses =
        new Losses.Several(
            List.of(
                Losses.of(DataCategory.SPAN, 3),
                Losses.ofTransaction(4),
                Losses.of(DataCategory.SPAN, 2)));
    String text = LossesText.of(losses);
    assertThat(text).isEqualTo("span=10,transaction=1");
    assertThat(LossesText.of(LossesText.parse(text))).isEqualTo(text);
    assertThat(counted(text)).isEqualTo("network_error:transaction=1,network_error:span=10");
  }

  @Test
  void reportsNumbers_keepTheirReasons() {
    ClientReports reports = new ClientReports();
    reports.count(DiscardReason.SAMPLE_RATE, DataCategory.SPAN, 7);
    reports.count(DiscardReason.SEND_ERROR, DataCategory.ERROR, 1);
    Item report = reports.drainTo(new JsonBytes());
    assertThat(report).isNotNull();
    String text = LossesText.of(report.losses());
    assertThat(text).isEqualTo("sample_rate:span=7,send_error:error=1");
    assertThat(LossesText.parse(text)).isInstanceOf(Losses.Reported.class);
    assertThat(counted(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "=",
        ":",
        "=:",
        ":=",
        "span",
        "span=",
        "=3",
        "span=x",
        "span=-4",
        "span=0",
        "nothing_known=3",
        "nothing:span=3",
        "span:network_error=3",
        ":span=3"
      })
  void whatIsNotKnown_isLeftOut(String text) {
    assertThat(counted(text)).isEmpty();
    assertThat(counted(text + ",span=2,")).isEqualTo("network_error:span=2");
  }

  private static String counted(String text) {
    ClientReports reports = new ClientReports();
    LossesText.parse(text).count(DiscardReason.NETWORK_ERROR, reports);
    return TestEnvelopes.losses(reports);
  }
}
