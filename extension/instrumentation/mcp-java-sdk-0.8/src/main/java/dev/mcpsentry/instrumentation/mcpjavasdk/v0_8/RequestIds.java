package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import org.jspecify.annotations.Nullable;

/** Catches the id that a session makes up while a request is made on the same thread. */
public final class RequestIds {

  private static final ThreadLocal<@Nullable String> LAST = new ThreadLocal<>();

  private RequestIds() {}

  /** A session made up an id. */
  public static void generated(@Nullable String id) {
    LAST.set(id);
  }

  static void forget() {
    LAST.remove();
  }

  static @Nullable String take() {
    String id = LAST.get();
    LAST.remove();
    return id;
  }
}
