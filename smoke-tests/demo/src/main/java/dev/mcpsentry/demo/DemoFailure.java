package dev.mcpsentry.demo;

/** Why the demonstration cannot go on; the message is for whoever started it. */
final class DemoFailure extends RuntimeException {

  DemoFailure(String message) {
    super(message);
  }

  DemoFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
