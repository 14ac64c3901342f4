package dev.mcpsentry.testing.mcp;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Waits for the garbage collector. */
public final class Freed {

  private Freed() {}

  /** Fails unless every object that is referred to is freed within a minute. */
  public static void await(List<WeakReference<Object>> references) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              System.gc();
              return references.stream().noneMatch(reference -> reference.get() != null);
            });
  }
}
