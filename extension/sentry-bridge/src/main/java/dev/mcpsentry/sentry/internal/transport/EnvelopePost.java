package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import java.util.concurrent.TimeUnit;

/**
 * Posts envelopes, each once, and says what came of it; what follows is {@link Resend}'s to decide.
 * Each instance belongs to one thread, but for {@link #abort}.
 */
interface EnvelopePost {

  int GZIP_FROM_BYTES = 8 * 1024;

  /** For so long after an answer a server does not close a connection for want of requests. */
  long PROVEN_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * Sends the bytes and reads the answer.
   *
   * @throws PostFailure when there was none
   */
  HttpAnswer send(byte[] bytes) throws PostFailure;

  /** Closes a kept connection that did not answer just now. */
  void dropUnproven();

  /** Ends a request in progress and closes what is open. Any thread. */
  void abort();

  /** Over a socket of our own, along the route of today. */
  static EnvelopePost to(BridgeOptions options, int timeoutMillis) {
    Route route = Routes.ofProcess(options.proxy()).to(options.dsn());
    return new SocketPost(options.dsn(), route, timeoutMillis);
  }
}
