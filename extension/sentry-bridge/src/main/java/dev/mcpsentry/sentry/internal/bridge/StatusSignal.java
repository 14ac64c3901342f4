package dev.mcpsentry.sentry.internal.bridge;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.transport.Deliveries;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.options.SettingsReader;
import dev.mcpsentry.telemetry.options.SettingsWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what became of the agent as the system property {@code mcpsentry.status}, which {@code
 * doctor --pid} reads: soon after the start, when another library was found or Sentry answered
 * otherwise than before, and every minute.
 */
public final class StatusSignal implements Signal {

  private final @Nullable String host;
  private final ClientReports reports;
  private final Deliveries deliveries;
  private final StderrLog log;
  private final SettingsReader published = SettingsReader.ofProcess();
  private final SettingsWriter properties = SettingsWriter.toProcess();
  private final Interval look = new Interval(TimeUnit.SECONDS.toNanos(1));
  private final Interval minute = new Interval(TimeUnit.MINUTES.toNanos(1));
  private List<String> known = List.of();

  /**
   * @param host the version of the agent around this extension; null when it is not known
   */
  public StatusSignal(
      @Nullable String host, ClientReports reports, Deliveries deliveries, StderrLog log) {
    this.host = host;
    this.reports = reports;
    this.deliveries = deliveries;
    this.log = log;
  }

  @Override
  public void tick(long now) {
    boolean due = minute.isDue(now);
    if (!look.isDue(now) && !due) {
      return;
    }
    try {
      List<String> hooked = published.get(Settings.LIBRARIES_HOOKED);
      List<String> unhooked = published.get(Settings.LIBRARIES_UNHOOKED);
      Deliveries.Answer answer = deliveries.last();
      List<String> news =
          List.of(
              hooked.toString(),
              unhooked.toString(),
              answer == null ? "" : Integer.toString(answer.status()));
      if (due || !news.equals(known)) {
        known = news;
        Status status = new Status(host, hooked, unhooked, deliveries.taken(), reports, answer);
        properties.put(
            Settings.STATUS,
            new String(status.json(System.currentTimeMillis()), StandardCharsets.UTF_8));
      }
    } catch (Throwable problem) {
      // nobody waits for it
      log.stepAside("status", problem);
    }
  }

  @Override
  public void flush(boolean last) {
    // nothing is sent
  }

  @Override
  public long untilNextDeadline(long now, long atMost) {
    return look.untilDue(now, minute.untilDue(now, atMost));
  }
}
