package dev.mcpsentry.sentry.internal.spool;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.telemetry.StderrLog;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps envelopes that cannot be sent in a directory, and sends them when the server is there again
 * or the next process starts. The thread that runs it does all that touches the disk.
 */
public final class Spool {

  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Path directory;
  private final Dsn destination;
  private final ClientReports reports;
  private final StderrLog log;
  private final SpoolLimits limits;
  private final SpoolStore.Disk disk;
  private final DoubleSupplier random;
  private final SpoolIntake intake;

  /** Where envelopes go that are sent again. Any thread. */
  public interface Outlet {

    /** Whether nothing else waits, and there is no reason to believe that nothing would arrive. */
    boolean isCalm();

    /** Whether Sentry wants to hear nothing of the type now. */
    boolean isLimited(ItemType type);

    /** Takes an envelope to send; returns at once. */
    void resend(Envelope envelope);
  }

  /**
   * @param random from 0.0 to 1.0
   */
  Spool(
      Path directory,
      Dsn destination,
      ClientReports reports,
      StderrLog log,
      SpoolLimits limits,
      SpoolStore.Disk disk,
      DoubleSupplier random) {
    this.directory = directory;
    this.destination = destination;
    this.reports = reports;
    this.log = log;
    this.limits = limits;
    this.disk = disk;
    this.random = random;
    this.intake = new SpoolIntake(limits, reports);
  }

  /** In the directory that was named, or null when none was. */
  public static @Nullable Spool of(BridgeOptions options, ClientReports reports, StderrLog log) {
    String directory = options.spool().directory();
    if (directory == null) {
      return null;
    }
    try {
      return new Spool(
          Path.of(directory).toAbsolutePath(),
          options.dsn(),
          reports,
          log,
          SpoolLimits.DEFAULT,
          SpoolFolder::write,
          () -> ThreadLocalRandom.current().nextDouble());
    } catch (InvalidPathException noPath) {
      log.line("SENTRY_SPOOL_DIR is not used: " + noPath.getMessage());
      return null;
    }
  }

  /**
   * Takes an envelope that cannot be sent, and returns at once.
   *
   * @return whether it was taken; what is lost afterwards is counted here
   */
  public boolean offer(Envelope envelope) {
    return intake.offer(envelope, (long) (limits.pauseNanos() * (1 + random.getAsDouble()) / 2));
  }

  /** Begins to count what is written, for {@link #close} to answer. */
  public void ending() {
    intake.ending();
  }

  /**
   * Writes what was taken within the time, then takes no more; answers how many were written since
   * {@link #ending}.
   */
  public int close(long timeoutNanos) {
    return intake.close(timeoutNanos);
  }

  /** Does all that touches the disk until {@link #close}. */
  public void run(Outlet outlet) {
    try (SpoolStore store = open()) {
      if (store != null) {
        work(store, outlet);
      }
    } catch (Throwable problem) {
      log.stepAside("spool", problem);
    } finally {
      intake.end();
    }
  }

  private @Nullable SpoolStore open() {
    try {
      return new SpoolStore(SpoolDirectory.of(directory, destination), limits, reports, log, disk);
    } catch (SpoolDirectory.Refused refused) {
      log.line("SENTRY_SPOOL_DIR is not used: " + refused.getMessage());
    } catch (IOException | RuntimeException problem) {
      log.line("SENTRY_SPOOL_DIR is not used: " + problem);
    }
    return null;
  }

  private void work(SpoolStore store, Outlet outlet) {
    Resending resending = new Resending(store, outlet, limits, intake::takeBack);
    long nextLook = System.nanoTime();
    long rest = 0;
    while (intake.await(rest)) {
      try {
        keep(store);
        long now = System.nanoTime();
        if (nextLook - now <= 0) {
          nextLook = now + limits.lookNanos();
          nextLook = store.look(System.currentTimeMillis()) ? nextLook : now + SOON_NANOS;
        }
        rest = Math.min(nextLook - now, resending.step(intake.isPaused()));
      } catch (Throwable problem) {
        log.stepAside("spool", problem);
        rest = SOON_NANOS;
      }
    }
    resending.giveBack();
    while (keep(store)) {
      // until nothing waits
    }
    resending.finish();
  }

  /** Writes some of what is due; false when nothing is. */
  private boolean keep(SpoolStore store) {
    List<Envelope> due = intake.take();
    if (due.isEmpty()) {
      return false;
    }
    try {
      intake.kept(store.keep(due, System.currentTimeMillis()));
    } catch (IOException | RuntimeException problem) {
      log.once(
          "spool full",
          "cannot write to the spool in %s: %s; until it can, what cannot be sent is lost"
              .formatted(directory, problem));
      intake.off();
    }
    return true;
  }
}
