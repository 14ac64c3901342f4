package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import dev.mcpsentry.telemetry.error.Causes;
import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.error.McpFailure;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The client at work on this thread. It makes one call after another and waits for each, so that
 * only the latest can be without an answer.
 */
public final class Wait {

  private static final ThreadLocal<@Nullable Wait> CURRENT = new ThreadLocal<>();

  private final @Nullable Wait outer;
  private @Nullable OutgoingCall latest;

  private Wait(@Nullable Wait outer) {
    this.outer = outer;
  }

  static Wait begin() {
    Wait wait = new Wait(CURRENT.get());
    CURRENT.set(wait);
    return wait;
  }

  /** A call was made; whoever is at work on this thread will wait for it. */
  static void isFor(OutgoingCall call) {
    Wait current = CURRENT.get();
    if (current != null) {
      current.latest = call;
    }
  }

  /** The client takes a call back: when it was waiting for it itself, its time is over. */
  static void isOverFor(OutgoingCall call) {
    Wait current = CURRENT.get();
    if (current != null && current.latest == call) {
      call.gaveUp(timeout());
    }
  }

  /** The client's method returned, or threw. */
  void end(@Nullable Throwable thrown) {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
    if (latest != null) {
      latest.gaveUp(failure(thrown));
    }
  }

  private static McpFailure failure(@Nullable Throwable thrown) {
    if (thrown == null) {
      return timeout();
    }
    return Causes.of(thrown).stream().anyMatch(InterruptedException.class::isInstance)
        ? FailureClassifier.cancelled()
        : FailureClassifier.unanswered(thrown);
  }

  private static McpFailure timeout() {
    return FailureClassifier.unanswered(new TimeoutException("no answer in time"));
  }
}
