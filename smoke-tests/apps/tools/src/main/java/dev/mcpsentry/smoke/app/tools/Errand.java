package dev.mcpsentry.smoke.app.tools;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Map;

/** A program without MCP that does one thing and ends. */
public final class Errand {

  private Errand() {}

  /** Runs the errand of that name. */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "throw" -> start();
      case "worker" -> {
        Thread worker = new Thread(Errand::start, "worker-7");
        worker.start();
        worker.join();
      }
      case "own-handler" -> {
        Thread.setDefaultUncaughtExceptionHandler(Errand::handle);
        start();
      }
      case "chained-handler" -> {
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(
            (thread, thrown) -> {
              handle(thread, thrown);
              if (before != null) {
                before.uncaughtException(thread, thrown);
              }
            });
        start();
      }
      case "query" ->
          System.err.println(Nested.call(ToolCall.of(Map.of("jdbc", true), null)).text());
      default -> throw new IllegalArgumentException("Unknown errand " + args[0]);
    }
  }

  private static void start() {
    throw new IllegalStateException("cannot start", new IllegalArgumentException("no key"));
  }

  private static void handle(Thread thread, Throwable thrown) {
    System.err.println("HANDLED " + thread.getName() + " " + thrown.getMessage());
  }
}
