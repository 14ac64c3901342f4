package dev.mcpsentry.sentry.internal.spool;

import dev.mcpsentry.sentry.internal.envelope.Losses;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A file that is kept.
 *
 * @param envelopes how many are in it
 * @param bytes on disk
 * @param losses what is lost with it
 */
record SpoolFile(Path path, SpoolFormat.Kind kind, int envelopes, long bytes, Losses losses) {

  static final Comparator<SpoolFile> OLDEST_FIRST =
      Comparator.<SpoolFile>comparingLong(file -> file.kind().sinceMillis())
          .thenComparing(SpoolFile::path);

  SpoolFile at(Path moved) {
    return new SpoolFile(moved, kind, envelopes, bytes, losses);
  }
}
