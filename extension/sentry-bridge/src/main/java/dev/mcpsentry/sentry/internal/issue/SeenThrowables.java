package dev.mcpsentry.sentry.internal.issue;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the throwables that became issues, by identity and weakly, so that the same failure
 * seen by the tool and by the HTTP server is one issue. Bounded; belongs to one thread.
 */
final class SeenThrowables {

  private static final int CAPACITY = 256;
  private static final int MAX_CAUSES = 20;

  @SuppressWarnings({"unchecked", "rawtypes"})
  private final @Nullable WeakReference<Throwable>[] seen = new WeakReference[CAPACITY];

  private int next;

  /** Whether neither the throwable nor one of its causes was seen before; from now on it was. */
  boolean isNew(Throwable throwable) {
    Throwable cause = throwable;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (isSeen(cause)) {
        return false;
      }
      cause = cause.getCause();
    }
    cause = throwable;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      seen[next] = new WeakReference<>(cause);
      next = (next + 1) % CAPACITY;
      cause = cause.getCause();
    }
    return true;
  }

  private boolean isSeen(Throwable throwable) {
    for (WeakReference<Throwable> reference : seen) {
      if (reference != null && reference.refersTo(throwable)) {
        return true;
      }
    }
    return false;
  }
}
