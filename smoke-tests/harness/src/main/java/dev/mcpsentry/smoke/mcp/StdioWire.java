package dev.mcpsentry.smoke.mcp;

import dev.mcpsentry.smoke.jvm.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A child's stdin and stdout, one message a line. */
final class StdioWire implements Wire {

  /**
   * The SDK's stdio server before 2.1.0 drops an answer ("Failed to enqueue message") while it is
   * still handing over the one before, and its client has no way to see that. Seen without any
   * agent once in about 100 calls on two busy cores, and never in 3,000 with this pause.
   */
  private static final long PAUSE_MILLIS = 50;

  private final OutputStream stdin;
  private final Inbox inbox = new Inbox();
  // a server that has stopped reading must not stop the test
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "mcp-client-writer");
            thread.setDaemon(true);
            return thread;
          });

  StdioWire(ChildJvm child) {
    this.stdin = child.stdin();
    child.stdout().listen(inbox::add);
  }

  @Override
  public Sending send(String body) {
    return Sending.of(CompletableFuture.supplyAsync(() -> write(body), writer));
  }

  private int write(String body) {
    try {
      Thread.sleep(PAUSE_MILLIS);
      stdin.write((body + "\n").getBytes(StandardCharsets.UTF_8));
      stdin.flush();
      return 0;
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public boolean answersInPlace() {
    return false;
  }

  @Override
  public Inbox inbox() {
    return inbox;
  }

  @Override
  public void cut() {
    if (!writer.isShutdown()) {
      // behind what is still to be written, and never waited for
      writer.execute(this::closeInput);
      writer.shutdown();
    }
  }

  private void closeInput() {
    try {
      stdin.close();
    } catch (IOException e) {
      // it was gone before
    }
  }
}
