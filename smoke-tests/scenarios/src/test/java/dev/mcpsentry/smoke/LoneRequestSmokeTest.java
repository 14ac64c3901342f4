package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import org.junit.jupiter.api.Test;

/** Requests outside of any operation: the program's are told, those of the monitoring are not. */
class LoneRequestSmokeTest {

  private static final String ERRAND = "dev.mcpsentry.smoke.app.tools.Errand";

  @Test
  void query_isATransactionOfTheProgramAndNoExportersRequestIs() {
    try (FakeSentry sentry = FakeSentry.start()) {
      JavaProgram program =
          JavaProgram.main(Build.row("sdk-" + SdkProgram.CURRENT), ERRAND)
              .arguments("query")
              .agent(Build.agent())
              .environment("SENTRY_DSN", sentry.dsn())
              .environment("OTEL_TRACES_EXPORTER", "otlp")
              .environment("OTEL_METRICS_EXPORTER", "otlp")
              // not where envelopes go, so that it is nothing the bridge knows
              .environment(
                  "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:" + sentry.port() + "/otlp");
      try (ChildJvm child = program.start()) {
        assertThat(child.awaitExit().code()).isZero();
      }

      assertThat(sentry.received().rejections())
          .as("requests of the exporter")
          .anyMatch(rejection -> rejection.reason().contains("otlp"));
      assertThat(sentry.received().transactions()).extracting(Transaction::op).containsOnly("db");
      assertThat(sentry.received().transactions())
          .extracting(transaction -> transaction.data("service.name"))
          .containsOnly(ERRAND);
    }
  }
}
