package dev.mcpsentry.sentry.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFolderTest {

  @TempDir Path destination;

  @Test
  void file_isThereAsAWholeAndForNobodyElse() throws IOException {
    try (SpoolFolder folder = SpoolFolder.in(destination)) {
      Path file = folder.newFile();
      SpoolFolder.write(file, new byte[] {1, 2, 3});
      assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
      assertThat(SpoolFolder.renamed(file, SpoolFolder.PART)).doesNotExist();
      if (destination.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(file.getParent())).isEqualTo("rwx------");
        assertThat(permissions(file.resolveSibling(SpoolFolder.LOCK))).isEqualTo("rw-------");
      }
      assertThat(folder.newFile()).isNotEqualTo(file);
      Files.delete(file);
    }
  }

  @Test
  void fileThatIsInTheWay_isNotWrittenTo() throws IOException {
    try (SpoolFolder folder = SpoolFolder.in(destination)) {
      Path file = folder.newFile();
      Path part = Files.createFile(SpoolFolder.renamed(file, SpoolFolder.PART));
      assertThatThrownBy(() -> SpoolFolder.write(file, new byte[1]))
          .isInstanceOf(FileAlreadyExistsException.class);
      Files.deleteIfExists(part);
    }
  }

  @Test
  void emptyFolder_goesWithItsProcess() throws IOException {
    SpoolFolder.in(destination).close();
    assertThat(destination).isEmptyDirectory();
  }

  @Test
  void folderOfALivingProcess_isLeftAlone() throws IOException {
    try (SpoolFolder living = SpoolFolder.in(destination);
        SpoolFolder heir = SpoolFolder.in(destination)) {
      Path file = living.newFile();
      SpoolFolder.write(file, new byte[1]);
      assertThat(heir.inherit(10, SpoolFolderTest::unexpected)).isTrue();
      assertThat(file).exists();
      Files.delete(file);
    }
  }

  @Test
  void whatAnEndedProcessLeft_isHandedOverOnceAndItsFolderGoes() throws Exception {
    for (int i = 0; i < 20; i++) {
      SpoolFolder ended = SpoolFolder.in(destination);
      SpoolFolder.write(ended.newFile(), new byte[1]);
      SpoolFolder.write(ended.newFile(), new byte[1]);
      ended.close();
    }
    ConcurrentLinkedQueue<Path> taken = new ConcurrentLinkedQueue<>();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> heirs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        heirs.add(
            pool.submit(
                () -> {
                  try (SpoolFolder heir = SpoolFolder.in(destination)) {
                    return heir.inherit(
                        1_000,
                        file -> {
                          Files.delete(file);
                          return taken.add(file);
                        });
                  }
                }));
      }
      for (Future<Boolean> heir : heirs) {
        heir.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(taken).hasSize(40).doesNotHaveDuplicates();
    assertThat(destination).isEmptyDirectory();
  }

  @Test
  void heirWithoutTime_goesOnTheNextTime() throws IOException {
    SpoolFolder ended = SpoolFolder.in(destination);
    for (int i = 0; i < 5; i++) {
      SpoolFolder.write(ended.newFile(), new byte[1]);
    }
    ended.close();
    List<Path> taken = new ArrayList<>();
    try (SpoolFolder heir = SpoolFolder.in(destination)) {
      for (int turn = 1; turn <= 2; turn++) {
        int most = 3 * turn;
        heir.inherit(
            10,
            file -> {
              if (taken.size() == most) {
                return false;
              }
              Files.delete(file);
              return taken.add(file);
            });
        assertThat(taken).hasSize(Math.min(most, 5));
      }
    }
    assertThat(destination).isEmptyDirectory();
  }

  @Test
  void whatIsNoFolderOfAProcess_isLeftAlone() throws IOException {
    Path file = Files.createFile(destination.resolve("process-0123456789abcdef"));
    Path folder = Files.createDirectories(destination.resolve("somebody/elses")).getParent();
    Path elsewhere = Files.createDirectory(destination.resolve("elsewhere"));
    Files.createFile(elsewhere.resolve("1" + SpoolFolder.KEPT));
    Files.createFile(elsewhere.resolve(SpoolFolder.LOCK));
    Files.createSymbolicLink(destination.resolve("process-0000000000000000"), elsewhere);
    Path unlocked = Files.createDirectory(destination.resolve("process-1111111111111111"));
    Files.createFile(unlocked.resolve("1" + SpoolFolder.KEPT));
    try (SpoolFolder heir = SpoolFolder.in(destination)) {
      assertThat(heir.inherit(10, SpoolFolderTest::unexpected)).isTrue();
    }
    assertThat(file).exists();
    assertThat(folder).isNotEmptyDirectory();
    assertThat(elsewhere).isNotEmptyDirectory();
    assertThat(unlocked).isNotEmptyDirectory();
  }

  private static boolean unexpected(Path file) {
    throw new AssertionError("took " + file);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
