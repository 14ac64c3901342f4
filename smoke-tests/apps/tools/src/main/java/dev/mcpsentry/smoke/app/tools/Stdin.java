package dev.mcpsentry.smoke.app.tools;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/** Standard input that tells when the client has closed it. */
public final class Stdin extends FilterInputStream {

  private final CountDownLatch end = new CountDownLatch(1);

  public Stdin() {
    this(System.in);
  }

  private Stdin(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    return seen(super.read());
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return seen(super.read(buffer, offset, length));
  }

  /** Waits until the client has closed its end. */
  public void awaitEnd() throws InterruptedException {
    end.await();
  }

  private int seen(int result) {
    if (result < 0) {
      end.countDown();
    }
    return result;
  }
}
