package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way through a transport, on this thread. Transports pass a message on to another
 * overload of themselves, or to a transport they wrap; that is one message all the same.
 */
final class Passage {

  private static final ThreadLocal<@Nullable Passage> CURRENT = new ThreadLocal<>();

  private final Object message;
  private final @Nullable Passage outer;

  private Passage(Object message, @Nullable Passage outer) {
    this.message = message;
    this.outer = outer;
  }

  /** The passage of a message; null when the message is already on its way. */
  static @Nullable Passage of(Object message) {
    Passage outer = CURRENT.get();
    if (outer != null && outer.message == message) {
      return null;
    }
    Passage passage = new Passage(message, outer);
    CURRENT.set(passage);
    return passage;
  }

  /** The transport returned. */
  void over() {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
  }
}
