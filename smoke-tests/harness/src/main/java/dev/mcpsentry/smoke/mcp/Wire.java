package dev.mcpsentry.smoke.mcp;

/** One connection to a server, below JSON-RPC: it carries any body, sensible or not. */
public interface Wire extends AutoCloseable {

  /** Sends a body as it is. */
  Sending send(String body);

  /** Sends a body that may break the connection, where there is a choice on one of its own. */
  default Sending sendApart(String body) {
    return send(body);
  }

  /** Whether everything there is to come has come once a {@link Sending} has ended. */
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
