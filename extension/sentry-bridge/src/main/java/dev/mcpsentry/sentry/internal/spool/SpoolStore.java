package dev.mcpsentry.sentry.internal.spool;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.telemetry.StderrLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The files on disk, and what is known of them. Belongs to one thread. */
final class SpoolStore implements AutoCloseable {

  private static final int FILES_A_LOOK = 1_000;
  private static final int FOLDERS_A_LOOK = 1_000;

  /** How a file gets onto the disk. */
  interface Disk {
    void write(Path file, byte[] bytes) throws IOException;
  }

  private final Path destination;
  private final SpoolLimits limits;
  private final ClientReports reports;
  private final StderrLog log;
  private final Disk disk;
  private final SpoolIndex index;
  private SpoolFolder folder;
  private int inherited;

  SpoolStore(Path destination, SpoolLimits limits, ClientReports reports, StderrLog log, Disk disk)
      throws IOException {
    this.destination = destination;
    this.limits = limits;
    this.reports = reports;
    this.log = log;
    this.disk = disk;
    this.index = new SpoolIndex(limits);
    this.folder = SpoolFolder.in(destination);
  }

  boolean isEmpty() {
    return index.isEmpty();
  }

  /**
   * Writes envelopes, those of a kind together.
   *
   * @return how many are kept; there is no room for the others, and they are counted
   * @throws IOException when they cannot be written; all that are not are counted
   */
  int keep(List<Envelope> envelopes, long nowMillis) throws IOException {
    IOException failure = null;
    int kept = 0;
    for (List<Envelope> together : files(envelopes, nowMillis)) {
      try {
        if (failure == null && write(kind(together.get(0), nowMillis), together)) {
          kept += together.size();
        }
      } catch (IOException problem) {
        failure = problem;
      } catch (RuntimeException bug) {
        failure = new IOException(bug);
      } finally {
        if (failure != null) {
          together.forEach(lost -> reports.countEnvelope(DiscardReason.NETWORK_ERROR, lost));
        }
        together.forEach(Envelope::end);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return kept;
  }

  private List<List<Envelope>> files(List<Envelope> envelopes, long nowMillis) {
    Map<SpoolFormat.Kind, List<Envelope>> filling = new LinkedHashMap<>();
    Map<SpoolFormat.Kind, Long> bytes = new LinkedHashMap<>();
    List<List<Envelope>> files = new ArrayList<>();
    for (Envelope envelope : envelopes) {
      if (envelope.bytes().length > SpoolFormat.MAX_PLAIN_BYTES) {
        reports.countEnvelope(DiscardReason.CACHE_OVERFLOW, envelope);
        envelope.end();
        continue;
      }
      SpoolFormat.Kind kind = kind(envelope, nowMillis);
      filling.computeIfAbsent(kind, unseen -> new ArrayList<>()).add(envelope);
      if (bytes.merge(kind, (long) envelope.bytes().length, Long::sum) >= limits.fileBytes()) {
        files.add(filling.remove(kind));
        bytes.remove(kind);
      }
    }
    files.addAll(filling.values());
    return files;
  }

  private static SpoolFormat.Kind kind(Envelope envelope, long nowMillis) {
    Envelope.Kept kept = envelope.kept();
    return new SpoolFormat.Kind(
        envelope.type(), envelope.priority(), kept == null ? nowMillis : kept.sinceMillis());
  }

  /** False when there is no room; then they are counted. */
  private boolean write(SpoolFormat.Kind kind, List<Envelope> envelopes) throws IOException {
    byte[] bytes = SpoolFormat.encode(kind, envelopes);
    SpoolFormat.Head head = SpoolFormat.head(bytes);
    SpoolFile file = file(folder.newFile(), head);
    if (!makeRoom(file)) {
      return false;
    }
    try {
      disk.write(file.path(), bytes);
    } catch (NoSuchFileException gone) {
      index.remove(file);
      index.clear().forEach(lost -> lost.losses().count(DiscardReason.NETWORK_ERROR, reports));
      folder.close();
      folder = SpoolFolder.in(destination);
      SpoolFile again = file.at(folder.newFile());
      disk.write(again.path(), bytes);
      index.add(again);
    } catch (IOException problem) {
      index.remove(file);
      throw problem;
    }
    return true;
  }

  private static SpoolFile file(Path path, SpoolFormat.Head head) {
    return new SpoolFile(path, head.kind(), head.envelopes(), head.fileBytes(), head.losses());
  }

  /** Adds a file, and gives up what is less dear; answers whether the file may stay. */
  private boolean makeRoom(SpoolFile file) {
    boolean stays = true;
    index.add(file);
    for (SpoolFile old = index.overflow(); old != null; old = index.overflow()) {
      old.losses().count(DiscardReason.CACHE_OVERFLOW, reports);
      if (old.equals(file)) {
        stays = false;
      } else {
        delete(old.path());
      }
    }
    return stays;
  }

  /** Reads the oldest of the dearest that may go, or null when there is none. */
  @Nullable Batch next(Predicate<ItemType> may) {
    for (SpoolFile next = index.next(may); next != null; next = index.next(may)) {
      SpoolFile sending = next.at(SpoolFolder.renamed(next.path(), SpoolFolder.SENDING));
      try {
        Files.move(next.path(), sending.path(), StandardCopyOption.ATOMIC_MOVE);
        return Batch.of(sending);
      } catch (IOException | RuntimeException problem) {
        next.losses().count(DiscardReason.NETWORK_ERROR, reports);
        unreadable(problem);
        delete(next.path());
        delete(sending.path());
      }
    }
    return null;
  }

  /** Forgets a file whose envelopes have all ended. */
  void done(SpoolFile file) {
    delete(file.path());
  }

  /**
   * Gives up what is too old, and takes over what ended processes left.
   *
   * @return whether that was all
   */
  boolean look(long nowMillis) throws IOException {
    long eldest = nowMillis - limits.ageMillis();
    for (SpoolFile old = index.olderThan(eldest); old != null; old = index.olderThan(eldest)) {
      old.losses().count(DiscardReason.NETWORK_ERROR, reports);
      delete(old.path());
    }
    int before = inherited;
    boolean all = folder.inherit(FOLDERS_A_LOOK, new Heritage(eldest));
    if (inherited > before) {
      log.line(
          "envelopes of earlier processes that will be sent from the spool: "
              + (inherited - before));
    }
    return all;
  }

  private void unreadable(Throwable problem) {
    log.once("unreadable", "a file in the spool is unreadable and is dropped: " + problem);
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException | RuntimeException problem) {
      log.stepAside("spool", problem);
    }
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }

  /** Takes the files of ended processes, so many at a time. */
  private final class Heritage implements SpoolFolder.Heir {

    private final long eldestMillis;
    private int left = FILES_A_LOOK;

    Heritage(long eldestMillis) {
      this.eldestMillis = eldestMillis;
    }

    @Override
    public boolean takes(Path file) throws IOException {
      if (left-- <= 0) {
        return false;
      }
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        return true;
      }
      try {
        take(file);
      } catch (SpoolFormat.OtherVersion other) {
        // whoever wrote it may be back
        if (Files.getLastModifiedTime(file).toMillis() < eldestMillis) {
          delete(file);
        } else {
          log.once("other version", "a file in the spool is left for another release: " + other);
        }
      } catch (SpoolFormat.Damaged damaged) {
        unreadable(damaged);
        delete(file);
      }
      return true;
    }

    private void take(Path path) throws IOException {
      String name = path.getFileName().toString();
      boolean sending = name.endsWith(SpoolFolder.SENDING);
      if (!sending && !name.endsWith(SpoolFolder.KEPT)
          || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new SpoolFormat.Damaged(name + " is not whole");
      }
      SpoolFile file = file(folder.newFile(), SpoolFormat.head(path));
      // some of it may have arrived, and would count twice
      boolean twice = sending && !file.kind().type().isRepeatable();
      if (twice || file.kind().sinceMillis() < eldestMillis) {
        file.losses().count(DiscardReason.NETWORK_ERROR, reports);
        delete(path);
        return;
      }
      Files.move(path, file.path(), StandardCopyOption.ATOMIC_MOVE);
      if (makeRoom(file)) {
        inherited += file.envelopes();
      } else {
        delete(file.path());
      }
    }
  }
}
