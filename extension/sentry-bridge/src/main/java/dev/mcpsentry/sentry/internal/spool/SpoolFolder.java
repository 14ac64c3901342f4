package dev.mcpsentry.sentry.internal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one process, with a lock that goes with it, however it ends: whoever gets the lock
 * may take what is there.
 */
final class SpoolFolder implements AutoCloseable {

  static final String LOCK = "lock";

  /** Of a file that is whole. */
  static final String KEPT = ".spool";

  /** Of a file some of which may have been sent. */
  static final String SENDING = ".sending";

  /** Of a file that is being written. */
  static final String PART = ".part";

  private static final Pattern NAME = Pattern.compile("process-[0-9a-f]{16}");
  private static final int MAX_TRIES = 5;
  // to close another channel to a locked file would give up a lock of the same process
  private static final Set<Path> OF_THIS_JVM = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel locked;
  private long made;

  private SpoolFolder(Path path, FileChannel locked) {
    this.path = path;
    this.locked = locked;
  }

  /** Makes a new one. */
  static SpoolFolder in(Path destination) throws IOException {
    Files.createDirectories(destination, SpoolDirectory.forDirectory(destination));
    for (int i = 0; i < MAX_TRIES; i++) {
      String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
      Path path = destination.resolve("process-" + random);
      OF_THIS_JVM.add(path);
      FileChannel lock = null;
      try {
        Files.createDirectory(path, SpoolDirectory.forDirectory(path));
        lock = lock(path, StandardOpenOption.CREATE_NEW);
      } catch (NoSuchFileException | FileAlreadyExistsException another) {
        // another process took it for left behind
      } finally {
        if (lock == null) {
          OF_THIS_JVM.remove(path);
        }
      }
      if (lock != null) {
        return new SpoolFolder(path, lock);
      }
    }
    throw new IOException("others take every folder that is made in " + destination);
  }

  /** The lock of a folder, or null while a process has it. */
  private static @Nullable FileChannel lock(Path folder, StandardOpenOption how)
      throws IOException {
    Path file = folder.resolve(LOCK);
    FileChannel channel =
        how == StandardOpenOption.CREATE_NEW
            ? FileChannel.open(
                file, Set.of(how, StandardOpenOption.WRITE), SpoolDirectory.forFile(file))
            : FileChannel.open(file, how);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      // it is held by this JVM
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? null : channel;
  }

  /** A name for a new file. */
  Path newFile() {
    return path.resolve("%09d%s".formatted(++made, KEPT));
  }

  /** Writes a file so that it is there as a whole or not at all; not forced to the disk. */
  static void write(Path file, byte[] bytes) throws IOException {
    Path part = renamed(file, PART);
    try (FileChannel out =
        FileChannel.open(
            part,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            SpoolDirectory.forFile(part))) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    } catch (IOException problem) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException worse) {
        problem.addSuppressed(worse);
      }
      throw problem;
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The same file by its name at another stage. */
  static Path renamed(Path file, String suffix) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + suffix);
  }

  /** Hears of a file that an ended process left; takes it away. */
  interface Heir {

    /** False when there is no time for more. */
    boolean takes(Path file) throws IOException;
  }

  /**
   * Hands over what ended processes left.
   *
   * @param most how many folders to look at
   * @return whether the heir had time for all of it
   */
  boolean inherit(int most, Heir heir) throws IOException {
    Path destination = path.resolveSibling(".").normalize();
    int looked = 0;
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(destination)) {
      for (Path folder : folders) {
        if (!NAME.matcher(folder.getFileName().toString()).matches()
            || OF_THIS_JVM.contains(folder)
            || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          continue;
        }
        if (++looked > most) {
          return true;
        }
        if (!inherit(folder, heir)) {
          return false;
        }
      }
    } catch (NoSuchFileException gone) {
      // the next file that is written makes it again
    }
    return true;
  }

  private static boolean inherit(Path folder, Heir heir) throws IOException {
    try (FileChannel lock = lock(folder, StandardOpenOption.WRITE)) {
      if (lock == null) {
        return true;
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          if (!file.endsWith(LOCK) && !heir.takes(file)) {
            return false;
          }
        }
      }
      delete(folder);
    } catch (NoSuchFileException another) {
      // another process was faster, or its folder is new
    }
    return true;
  }

  // while we hold the lock; what we leave there keeps the folder
  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> rest =
        Files.newDirectoryStream(folder, file -> !file.endsWith(LOCK))) {
      if (rest.iterator().hasNext()) {
        return;
      }
    }
    Files.deleteIfExists(folder.resolve(LOCK));
    Files.deleteIfExists(folder);
  }

  /** Leaves what is there to the next process. */
  @Override
  public void close() throws IOException {
    try (locked) {
      delete(path);
    } catch (NoSuchFileException gone) {
      // so much the better
    } finally {
      OF_THIS_JVM.remove(path);
    }
  }
}
