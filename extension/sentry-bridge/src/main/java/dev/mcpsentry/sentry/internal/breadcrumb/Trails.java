package dev.mcpsentry.sentry.internal.breadcrumb;

import dev.mcpsentry.sentry.internal.convention.Crumb;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Trails by key, of which the least recently walked go when there are too many. */
final class Trails {

  private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(30);

  private final Map<String, Trail> trails = new LinkedHashMap<>(16, 0.75f, true);
  private final int most;
  private final long mostBytes;
  private long bytes;

  Trails(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  void add(String key, Crumb crumb, long now) {
    bytes += of(key).add(crumb, now);
    Iterator<Trail> oldest = trails.values().iterator();
    while (oldest.hasNext()) {
      Trail next = oldest.next();
      boolean fits = trails.size() <= most && bytes <= mostBytes;
      if (fits && now - next.changedNanos() <= MOST_NANOS || trails.size() == 1) {
        break;
      }
      bytes -= next.bytes();
      oldest.remove();
    }
  }

  /** Says which session a trace belongs to. */
  void isOf(String key, String session) {
    of(key).isOf(session);
  }

  @Nullable Trail find(@Nullable String key) {
    return key == null ? null : trails.get(key);
  }

  int size() {
    return trails.size();
  }

  long bytes() {
    return bytes;
  }

  private Trail of(String key) {
    return trails.computeIfAbsent(key, missing -> new Trail());
  }
}
