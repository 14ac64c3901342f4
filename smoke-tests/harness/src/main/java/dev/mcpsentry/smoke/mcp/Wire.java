package dev.mcpsentry.smoke.mcp;

import java.util.concurrent.CompletableFuture;

/** One connection to a server, below JSON-RPC: it carries any body, sensible or not. */
public interface Wire extends AutoCloseable {

  /**
   * Sends a body as it is.
   *
   * @return what the transport itself said once it has said everything: an HTTP status, or 0 where
   *     there is none
   */
  CompletableFuture<Integer> send(String body);

  /** Sends a body that may break the connection, where there is a choice on one of its own. */
  default CompletableFuture<Integer> sendApart(String body) {
    return send(body);
  }

  /** Whether everything there is to come has come once the future of {@link #send} is done. */
  boolean answersInPlace();

  /** Where the server's messages arrive. */
  Inbox inbox();

  /** Goes away without a word, also in the middle of a call. */
  void cut();

  @Override
  default void close() {
    cut();
  }
}
