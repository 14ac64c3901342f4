package dev.mcpsentry.sentry.internal.spool;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.telemetry.StderrLog;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A program that keeps numbered spans and issues in a spool without an end, and never sends; prints
 * how many it has handed over.
 */
final class SpoolProgram {

  private SpoolProgram() {}

  public static void main(String[] args) throws InterruptedException {
    SpoolLimits quick = TestSpool.QUICK;
    SpoolLimits many =
        new SpoolLimits(
            64 << 20,
            100_000,
            quick.fileBytes(),
            quick.lingerNanos(),
            quick.gapNanos(),
            quick.pauseNanos(),
            TimeUnit.HOURS.toNanos(1),
            quick.ageMillis());
    Spool spool =
        new Spool(
            Path.of(args[0]),
            Dsn.parse(args[1]),
            new ClientReports(),
            new StderrLog(),
            many,
            SpoolFolder::write,
            () -> 1.0);
    Thread thread = new Thread(() -> spool.run(new Nowhere()));
    thread.setDaemon(true);
    thread.start();
    SpoolEnvelopes envelopes = new SpoolEnvelopes();
    for (int i = Integer.parseInt(args[2]); ; i++) {
      spool.offer(i % 10 == 0 ? envelopes.event(i) : envelopes.spans(i, 4_000));
      if (i % 10 == 0) {
        System.out.println(i);
        Thread.sleep(5);
      }
    }
  }

  private static final class Nowhere implements Spool.Outlet {

    @Override
    public boolean isCalm() {
      return false;
    }

    @Override
    public boolean isLimited(ItemType type) {
      return false;
    }

    @Override
    public void resend(Envelope envelope) {
      throw new IllegalStateException("not asked for");
    }
  }
}
