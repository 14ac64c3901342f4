package dev.mcpsentry.sentry.internal.spool;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.telemetry.privacy.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.HexFormat;
import java.util.Set;

/**
 * The directory a user named, and what lies in it: a folder for each destination, so that nothing
 * goes to another project than it was meant for. Where files have owners, they are this process'
 * user's alone.
 */
final class SpoolDirectory {

  private static final int STICKY = 01000;
  private static final int HASH_BYTES = 6;
  private static final Set<PosixFilePermission> OTHERS_MAY_WRITE =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private SpoolDirectory() {}

  /** A directory that is not used; the message says why. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * The folder for what goes there, made if need be.
   *
   * @throws Refused when others could read or exchange what lies in the directory
   */
  static Path of(Path directory, Dsn destination) throws IOException {
    if (Files.exists(directory)) {
      requireDirectory(directory);
      requireOurs(directory.toRealPath(), true);
    } else {
      Files.createDirectories(directory, forDirectory(directory));
    }
    Path folder = directory.toRealPath().resolve(name(destination));
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new Refused(folder + " is not a directory");
      }
      requireOurs(folder, false);
    } else {
      Files.createDirectories(folder, forDirectory(folder));
    }
    return folder;
  }

  private static void requireDirectory(Path directory) throws Refused {
    if (!Files.isDirectory(directory)) {
      throw new Refused(directory + " is not a directory");
    }
  }

  private static void requireOurs(Path directory, boolean stickyWillDo) throws IOException {
    if (!isPosix(directory)) {
      return;
    }
    UserPrincipal owner = Files.getOwner(directory);
    if (!owner.equals(us(directory))) {
      throw new Refused(
          directory + " belongs to " + owner.getName() + "; name a directory below it");
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
    boolean open =
        stickyWillDo
            ? permissions.contains(PosixFilePermission.OTHERS_WRITE) && !isSticky(directory)
            : permissions.stream().anyMatch(OTHERS_MAY_WRITE::contains);
    if (open) {
      throw new Refused(
          directory + " can be written to by others; name a directory below it, or chmod 700 it");
    }
  }

  // whoever owns what we make
  private static UserPrincipal us(Path directory) throws IOException {
    Path probe = Files.createTempFile(directory, "probe", null);
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private static boolean isSticky(Path directory) throws IOException {
    return directory.getFileSystem().supportedFileAttributeViews().contains("unix")
        && ((int) Files.getAttribute(directory, "unix:mode") & STICKY) != 0;
  }

  private static String name(Dsn destination) {
    byte[] hash = Sha256.of(destination.envelopeUrl() + " " + destination.publicKey());
    return destination.project() + "-" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
  }

  /** Of a new directory that nobody else may look into. */
  static FileAttribute<?>[] forDirectory(Path path) {
    return attributes(path, "rwx------");
  }

  /** Of a new file that nobody else may read. */
  static FileAttribute<?>[] forFile(Path path) {
    return attributes(path, "rw-------");
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
