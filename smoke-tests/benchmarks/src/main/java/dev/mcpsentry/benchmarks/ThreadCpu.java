package dev.mcpsentry.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The CPU time of a thread of another process, as Linux tells it. */
final class ThreadCpu {

  // of proc(5), counted behind the name, which may contain blanks
  private static final int UTIME = 11;
  private static final int STIME = 12;
  private static final int MILLIS_A_TICK = 10;

  private ThreadCpu() {}

  /**
   * Milliseconds of all threads of a name, in ticks of ten; 0 when there is none.
   *
   * @param name the first 15 characters of it
   */
  static long millis(long pid, String name) throws IOException {
    long ticks = 0;
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc", String.valueOf(pid), "task"))) {
      for (Path thread : threads) {
        ticks += ticks(thread, name);
      }
    }
    return ticks * MILLIS_A_TICK;
  }

  private static long ticks(Path thread, String name) throws IOException {
    try {
      if (!Files.readString(thread.resolve("comm")).trim().equals(name)) {
        return 0;
      }
      String stat = Files.readString(thread.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
    } catch (NoSuchFileException ended) {
      return 0;
    }
  }
}
