package dev.mcpsentry.sentry.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpsentry.sentry.internal.options.Dsn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolDirectoryTest {

  private static final Dsn DSN = Dsn.parse("https://publickey@o1.ingest.sentry.io/42");

  @TempDir Path temporary;

  @BeforeEach
  void requireOwners() {
    assumeTrue(temporary.getFileSystem().supportedFileAttributeViews().contains("unix"));
  }

  @Test
  void directoryThatIsNotThere_isMadeForNobodyElse() throws IOException {
    Path directory = temporary.resolve("not/there");
    Path folder = SpoolDirectory.of(directory, DSN);
    assertThat(folder.getParent()).isEqualTo(directory.toRealPath());
    assertThat(permissions(directory)).isEqualTo("rwx------");
    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(SpoolDirectory.of(directory, DSN)).as("the second time").isEqualTo(folder);
  }

  @Test
  void destinations_haveFoldersOfTheirOwn_thatDoNotTellTheKey() throws IOException {
    Path folder = SpoolDirectory.of(temporary, DSN);
    assertThat(folder.getFileName().toString()).startsWith("42-").doesNotContain("publickey");
    for (String other :
        new String[] {
          "https://anotherkey@o1.ingest.sentry.io/42",
          "https://publickey@o2.ingest.sentry.io/42",
          "https://publickey@o1.ingest.sentry.io/43",
          "https://publickey@o1.ingest.sentry.io/../42",
        }) {
      assertThat(SpoolDirectory.of(temporary, Dsn.parse(other)))
          .isNotEqualTo(folder)
          .hasParent(temporary.toRealPath());
    }
  }

  @Test
  void directoryThatEverybodyMayWriteTo_isRefusedUnlessSticky() throws IOException {
    chmod(temporary, 0777);
    assertThatExceptionOfType(SpoolDirectory.Refused.class)
        .isThrownBy(() -> SpoolDirectory.of(temporary, DSN))
        .withMessageContaining("can be written to by others");
    chmod(temporary, 01777);
    assertThat(SpoolDirectory.of(temporary, DSN)).isDirectory();
    chmod(temporary, 0755);
    assertThat(SpoolDirectory.of(temporary, DSN)).isDirectory();
  }

  @Test
  void directoryOfSomebodyElse_isRefused() throws IOException {
    Path theirs = Files.createDirectory(temporary.resolve("theirs"));
    give(theirs);
    assertThatExceptionOfType(SpoolDirectory.Refused.class)
        .isThrownBy(() -> SpoolDirectory.of(theirs, DSN))
        .withMessageContaining("belongs to")
        .withMessageContaining("name a directory below it");
    assertThat(SpoolDirectory.of(theirs.resolve("ours"), DSN)).isDirectory();
  }

  @Test
  void folderThatSomebodyElseMadeBefore_isRefused() throws IOException {
    Path folder = SpoolDirectory.of(temporary, DSN);
    chmod(folder, 0770);
    assertThatExceptionOfType(SpoolDirectory.Refused.class)
        .isThrownBy(() -> SpoolDirectory.of(temporary, DSN));
    chmod(folder, 0700);
    give(folder);
    assertThatExceptionOfType(SpoolDirectory.Refused.class)
        .isThrownBy(() -> SpoolDirectory.of(temporary, DSN));
    Files.delete(folder);
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.createSymbolicLink(folder, elsewhere);
    assertThatExceptionOfType(SpoolDirectory.Refused.class)
        .isThrownBy(() -> SpoolDirectory.of(temporary, DSN));
  }

  @Test
  void whatIsNoDirectory_isRefused() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatExceptionOfType(SpoolDirectory.Refused.class)
        .isThrownBy(() -> SpoolDirectory.of(file, DSN))
        .withMessageContaining("is not a directory");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SpoolDirectory.of(file.resolve("below"), DSN));
  }

  @Test
  void linkToADirectoryOfOurs_isFollowed() throws IOException {
    Path target = Files.createDirectory(temporary.resolve("target"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), target);
    assertThat(SpoolDirectory.of(link, DSN)).hasParent(target.toRealPath());
  }

  @Test
  void noProbe_isLeftBehind() throws IOException {
    Path folder = SpoolDirectory.of(temporary, DSN);
    SpoolDirectory.of(temporary, DSN);
    assertThat(temporary).isDirectoryContaining(path -> path.endsWith(folder.getFileName()));
    try (var files = Files.list(temporary)) {
      assertThat(files).hasSize(1);
    }
  }

  private static void chmod(Path path, int mode) throws IOException {
    Files.setAttribute(path, "unix:mode", mode);
  }

  private static void give(Path path) throws IOException {
    assumeTrue((int) Files.getAttribute(path, "unix:uid") == 0, "only root can give away");
    UserPrincipal nobody =
        path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    Files.setOwner(path, nobody);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
