package dev.mcpsentry.smoke;

import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Span;
import dev.mcpsentry.smoke.ingest.Transaction;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request a program sent, as Sentry knows it.
 *
 * @param name method, and tool where there is one
 * @param span inside a transaction, or a transaction itself where nothing was around it
 */
record ClientSpan(String name, Span span) {

  private static final String OP = "mcp.client";

  /** All of them. */
  static List<ClientSpan> in(Received received) {
    return received.transactions().stream()
        .flatMap(transaction -> Stream.concat(root(transaction), children(transaction)))
        .toList();
  }

  /** All of a name. */
  static List<Span> named(Received received, String name) {
    return in(received).stream().filter(c -> c.name().equals(name)).map(ClientSpan::span).toList();
  }

  /**
   * The only one of a name in a transaction.
   *
   * @throws AssertionError when there is none or more than one
   */
  static Span only(Transaction transaction, String name) {
    List<Span> found =
        children(transaction).filter(c -> c.name().equals(name)).map(ClientSpan::span).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          found.size() + " spans named " + name + " among " + transaction.spans());
    }
    return found.get(0);
  }

  private static Stream<ClientSpan> root(Transaction transaction) {
    return transaction.op().equals(OP)
        ? Stream.of(new ClientSpan(transaction.name(), transaction.root()))
        : Stream.empty();
  }

  private static Stream<ClientSpan> children(Transaction transaction) {
    return transaction.spans().stream()
        .filter(span -> span.op().equals(OP))
        .map(span -> new ClientSpan(span.description(), span));
  }
}
