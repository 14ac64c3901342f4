package dev.mcpsentry.sentry.internal.spool;

import java.util.concurrent.TimeUnit;

/**
 * How much is kept, for how long, and how fast it comes back.
 *
 * @param bytes most bytes of all files of a process
 * @param files most files
 * @param fileBytes when a file is full, in bytes before they are compressed
 * @param lingerNanos how long an envelope waits for others to share a file with
 * @param gapNanos from one envelope that is sent again to the next
 * @param pauseNanos how long nothing is sent again after one that came back, and nothing is taken
 *     after one that could not be written
 * @param lookNanos from one look for what ended processes left to the next
 * @param ageMillis what is older is of no use to anybody
 */
record SpoolLimits(
    long bytes,
    int files,
    int fileBytes,
    long lingerNanos,
    long gapNanos,
    long pauseNanos,
    long lookNanos,
    long ageMillis) {

  /** Relay drops sessions and spans that are older than five days. */
  static final SpoolLimits DEFAULT =
      new SpoolLimits(
          32L << 20,
          5_000,
          512 << 10,
          TimeUnit.SECONDS.toNanos(10),
          TimeUnit.MILLISECONDS.toNanos(20),
          TimeUnit.SECONDS.toNanos(30),
          TimeUnit.MINUTES.toNanos(1),
          TimeUnit.DAYS.toMillis(4));
}
