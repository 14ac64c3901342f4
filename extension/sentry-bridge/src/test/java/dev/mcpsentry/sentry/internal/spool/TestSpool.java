package dev.mcpsentry.sentry.internal.spool;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.telemetry.StderrLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Spools that do not take their time. */
public final class TestSpool {

  static final SpoolLimits QUICK =
      new SpoolLimits(
          1 << 20,
          100,
          16 << 10,
          TimeUnit.MILLISECONDS.toNanos(5),
          TimeUnit.MILLISECONDS.toNanos(1),
          TimeUnit.MILLISECONDS.toNanos(200),
          TimeUnit.MILLISECONDS.toNanos(50),
          TimeUnit.DAYS.toMillis(4));

  private TestSpool() {}

  /** In a directory, with the bounds that users have. */
  public static Spool in(Path directory, String dsn, ClientReports reports, StderrLog log) {
    return in(directory, dsn, reports, log, SpoolFolder::write);
  }

  /** On a disk that takes so long for every file. */
  public static Spool onSlowDisk(
      Path directory, String dsn, ClientReports reports, StderrLog log, long millis) {
    return in(
        directory,
        dsn,
        reports,
        log,
        (file, bytes) -> {
          sleep(millis);
          SpoolFolder.write(file, bytes);
        });
  }

  private static Spool in(
      Path directory, String dsn, ClientReports reports, StderrLog log, SpoolStore.Disk disk) {
    SpoolLimits limits = SpoolLimits.DEFAULT;
    SpoolLimits quick =
        new SpoolLimits(
            limits.bytes(),
            limits.files(),
            limits.fileBytes(),
            QUICK.lingerNanos(),
            QUICK.gapNanos(),
            QUICK.pauseNanos(),
            QUICK.lookNanos(),
            limits.ageMillis());
    return new Spool(directory, Dsn.parse(dsn), reports, log, quick, disk, () -> 1.0);
  }

  /** The files that are kept there, whole or not. */
  public static List<Path> files(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(file -> Files.isRegularFile(file) && !file.endsWith(SpoolFolder.LOCK))
          .toList();
    } catch (IOException | UncheckedIOException changing) {
      return List.of(directory);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
