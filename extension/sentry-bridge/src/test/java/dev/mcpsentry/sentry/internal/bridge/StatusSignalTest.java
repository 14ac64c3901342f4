package dev.mcpsentry.sentry.internal.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.transport.Sender;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.options.SettingsWriter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusSignalTest {

  private final ClientReports reports = new ClientReports();
  private final StderrLog log = new StderrLog(new PrintStream(new ByteArrayOutputStream(), true));
  private final Sender sender =
      new Sender(TestOptions.to("http://key@127.0.0.1:9/1"), reports, log);
  private final StatusSignal signal = new StatusSignal("2.33.1", reports, sender.deliveries(), log);

  @BeforeEach
  @AfterEach
  void forget() {
    System.clearProperty(Settings.STATUS.property());
    System.clearProperty(Settings.LIBRARIES_HOOKED.property());
  }

  @Test
  void status_isPublishedSoonAndWhenALibraryIsFound() {
    long start = System.nanoTime();
    signal.tick(start);
    assertThat(status()).as("not at once").isNull();

    signal.tick(start + TimeUnit.SECONDS.toNanos(2));
    assertThat(status()).contains("\"hooked\":[]").contains("\"host\":\"2.33.1\"");

    SettingsWriter.toProcess().put(Settings.LIBRARIES_HOOKED, List.of("A library 1.0"));
    signal.tick(start + TimeUnit.SECONDS.toNanos(4));
    assertThat(status()).contains("\"hooked\":[\"A library 1.0\"]");
  }

  @Test
  void status_isPublishedAgainEveryMinuteOnly() {
    long start = System.nanoTime();
    signal.tick(start + TimeUnit.SECONDS.toNanos(2));
    System.clearProperty(Settings.STATUS.property());

    signal.tick(start + TimeUnit.SECONDS.toNanos(30));
    assertThat(status()).isNull();

    signal.tick(start + TimeUnit.SECONDS.toNanos(90));
    assertThat(status()).isNotNull();
  }

  private static String status() {
    return System.getProperty("mcpsentry.status");
  }
}
