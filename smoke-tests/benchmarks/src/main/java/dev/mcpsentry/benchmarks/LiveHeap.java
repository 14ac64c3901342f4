package dev.mcpsentry.benchmarks;

import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** What a JVM's heap still holds after a full collection. */
final class LiveHeap {

  private LiveHeap() {}

  /** Collects, and answers bytes. The histogram counts nothing but what is left. */
  static long bytes(ChildJvm server) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(server.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String total = "";
    try (BufferedReader lines = jcmd.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("Total")) {
          total = line;
        }
      }
    }
    if (jcmd.waitFor() != 0 || total.isEmpty()) {
      throw new IOException("no histogram of " + server.pid());
    }
    return Long.parseLong(total.trim().split("\\s+", -1)[2]);
  }
}
