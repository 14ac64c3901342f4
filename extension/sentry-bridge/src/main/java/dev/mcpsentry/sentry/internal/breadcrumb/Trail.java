package dev.mcpsentry.sentry.internal.breadcrumb;

import dev.mcpsentry.sentry.internal.convention.Crumb;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last of what happened in one trace or session. */
final class Trail {

  // more than an issue takes, as some may be younger than it
  private static final int MOST = 150;
  private static final int MOST_BYTES = 64 * 1024;

  private final ArrayDeque<Crumb> crumbs = new ArrayDeque<>();
  private @Nullable String session;
  private long changedNanos;
  private int bytes;

  /** Adds a crumb, and answers by how many bytes the trail has grown. */
  int add(Crumb crumb, long now) {
    int before = bytes;
    crumbs.add(crumb);
    bytes += crumb.bytes();
    while (crumbs.size() > MOST || bytes > MOST_BYTES && crumbs.size() > 1) {
      bytes -= crumbs.removeFirst().bytes();
    }
    changedNanos = now;
    return bytes - before;
  }

  void addTo(List<Crumb> others) {
    others.addAll(crumbs);
  }

  int bytes() {
    return bytes;
  }

  /** {@link System#nanoTime} of the last. */
  long changedNanos() {
    return changedNanos;
  }

  /** The session the trace belongs to, or null when none is known. */
  @Nullable String session() {
    return session;
  }

  void isOf(String ofSession) {
    session = ofSession;
  }
}
