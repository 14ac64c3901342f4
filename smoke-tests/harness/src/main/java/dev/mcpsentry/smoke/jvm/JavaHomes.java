package dev.mcpsentry.smoke.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDKs of this machine. */
public final class JavaHomes {

  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  private JavaHomes() {}

  /** A JDK of a feature version: {@code JAVA<version>_HOME}, else one that is installed. */
  public static Optional<Path> find(int version) {
    String home = System.getenv("JAVA" + version + "_HOME");
    if (home != null) {
      return Optional.of(Path.of(home));
    }
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(INSTALLED)) {
      return homes.filter(path -> isVersion(path, version)).sorted().findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isVersion(Path home, int version) {
    Path release = home.resolve("release");
    try {
      return Files.isExecutable(home.resolve("bin/java"))
          && Files.isRegularFile(release)
          && Files.readString(release).contains("JAVA_VERSION=\"" + version);
    } catch (IOException e) {
      return false;
    }
  }
}
