package dev.mcpsentry.telemetry.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentryHeadTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @Test
  void baggageWithoutHead_hasNone() {
    assertThat(SentryHead.of(Baggage.empty(), TRACE, null)).isNull();
    assertThat(of("tenant=a,sentry-public_key=k", null)).isNull();
    assertThat(of("sentry-trace_id=" + "1".repeat(32) + ",sentry-public_key=k", null)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, true", "1, 2, false", ", 1, true", "1, , true", ", , true"})
  void organization_decidesWhetherItIsContinued(String sent, String own, boolean continued) {
    String org = sent == null ? "" : ",sentry-org_id=" + sent;

    assertThat(of("sentry-trace_id=" + TRACE + org, own) != null).isEqualTo(continued);
  }

  @Test
  void brokenEntries_areNotThere() {
    SentryHead head =
        of(
            "sentry-trace_id="
                + TRACE
                + ",sentry-public_key=a%22b,sentry-sampled=maybe,sentry-sample_rate=7"
                + ",sentry-sample_rand=NaN,sentry-org_id=one,sentry-replay_id=x"
                + ",sentry-=nothing,sentry-release=%0Ainjected,sentry-environment=%zz",
            null);

    assertThat(head).isNotNull();
    assertThat(head.entries()).doesNotContainKeys("public_key", "sampled", "sample_rate");
    assertThat(head.entries()).doesNotContainKeys("sample_rand", "org_id", "replay_id", "");
    assertThat(head.entries()).doesNotContainKey("release");
    assertThat(head.isComplete()).isFalse();
    assertThat(head.decision()).isEqualTo(SentryDecision.DEFERRED);
  }

  @Test
  void valueThatIsTooLong_isNotCutButLeftOut() {
    SentryHead head =
        of(
            "sentry-trace_id="
                + TRACE
                + ",sentry-environment="
                + "e".repeat(256)
                + ",sentry-release="
                + "r".repeat(257),
            null);

    assertThat(head).isNotNull();
    assertThat(head.entries()).containsOnlyKeys("trace_id", "environment");
  }

  @Test
  void headThatIsTooLarge_keepsItsDecisionOnly() {
    BaggageBuilder many = Baggage.builder();
    BaggageBuilder large = Baggage.builder();
    for (int i = 0; i < 1_000; i++) {
      many.put("sentry-" + i, "v");
    }
    for (int i = 0; i < 20; i++) {
      large.put("sentry-" + i, "v".repeat(250));
    }

    for (BaggageBuilder hostile : List.of(many, large)) {
      hostile.put("sentry-trace_id", TRACE).put("sentry-public_key", "k");
      SentryHead head = SentryHead.of(hostile.put("sentry-sampled", "false").build(), TRACE, null);
      assertThat(head).isNotNull();
      assertThat(head.decision()).isEqualTo(SentryDecision.UNSAMPLED);
      assertThat(head.isComplete()).isFalse();
      assertThat(head.chars()).isLessThan(300);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sentry-release=token%3Dabc123",
        "sentry-user.password=abc123",
        "sentry-transaction=%2Freset%3Fpassword%3Dabc123",
      })
  void secret_isMaskedBeforeItLeaves(String entry) {
    SentryHead head = of("sentry-public_key=k,sentry-trace_id=" + TRACE + "," + entry, null);

    assertThat(head).isNotNull();
    assertThat(head.redacted(new Redaction(List.of())).members())
        .doesNotContain("abc123")
        .contains("sentry-public_key=k", "sentry-trace_id=" + TRACE);
  }

  @Test
  void ordinaryHead_isTheSameAfterRedaction() {
    SentryHead head =
        new SentryHead(
            Map.of(
                "trace_id", TRACE,
                "public_key", "49d0f7386ad645858ae85020e393bef3",
                "replay_id", "771a43a4192642f0b136d5159a501700",
                "release", "my-app@1.2.3+0123abc",
                "environment", "production",
                "transaction", "/users/:id",
                "sample_rand", "0.123456"),
            SentryDecision.DEFERRED);

    assertThat(head.redacted(new Redaction(List.of()))).isEqualTo(head);
  }

  private static SentryHead of(String baggage, String own) {
    Context context =
        W3CBaggagePropagator.getInstance()
            .extract(Context.root(), Map.of("baggage", baggage), MapGetter.INSTANCE);
    return SentryHead.of(Baggage.fromContext(context), TRACE, own);
  }
}
