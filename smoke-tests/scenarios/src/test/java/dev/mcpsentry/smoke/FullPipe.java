package dev.mcpsentry.smoke;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A named pipe that this process holds open, and fills, and does not read. */
final class FullPipe implements AutoCloseable {

  private final Path path;
  private final RandomAccessFile ends;
  private final AtomicInteger written = new AtomicInteger();
  private volatile boolean over;

  private FullPipe(Path path, RandomAccessFile ends) {
    this.path = path;
    this.ends = ends;
  }

  /** Makes one, empty as yet. */
  static FullPipe in(Path directory) throws IOException, InterruptedException {
    Path path = directory.resolve("pipe");
    int code = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("mkfifo answered " + code);
    }
    // for both, so that it opens without another process at the other end
    return new FullPipe(path, new RandomAccessFile(path.toFile(), "rw"));
  }

  Path path() {
    return path;
  }

  /** Writes until not a byte fits. */
  void fill() {
    Thread writer = new Thread(this::write, "fills " + path);
    writer.setDaemon(true);
    writer.start();
    AtomicInteger before = new AtomicInteger(-1);
    await()
        .pollInterval(Duration.ofMillis(300))
        .until(() -> before.getAndSet(written.get()) == written.get());
  }

  // single bytes, as a larger piece waits for room for the whole of it
  private void write() {
    try {
      while (!over) {
        ends.write('.');
        written.incrementAndGet();
      }
    } catch (IOException closed) {
      // nobody needs it any more
    }
  }

  @Override
  public void close() throws IOException {
    over = true;
    // lets the writer go
    ends.read(new byte[1 << 16]);
    ends.close();
  }
}
