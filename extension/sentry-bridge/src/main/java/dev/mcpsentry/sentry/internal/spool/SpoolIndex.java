package dev.mcpsentry.sentry.internal.spool;

import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.sentry.internal.envelope.Priority;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The files that are kept, so that nobody lists a directory for them. Belongs to one thread. */
final class SpoolIndex {

  private final SpoolLimits limits;
  private final Map<Priority, NavigableSet<SpoolFile>> files = new EnumMap<>(Priority.class);
  private long bytes;
  private int count;

  SpoolIndex(SpoolLimits limits) {
    this.limits = limits;
    for (Priority priority : Priority.values()) {
      files.put(priority, new TreeSet<>(SpoolFile.OLDEST_FIRST));
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Adds a file. The caller then calls {@link #overflow} until it answers null. */
  void add(SpoolFile file) {
    if (equallyDear(file).add(file)) {
      count++;
      bytes += file.bytes();
    }
  }

  /** Forgets a file; answers whether it was known. */
  boolean remove(SpoolFile file) {
    boolean known = equallyDear(file).remove(file);
    if (known) {
      count--;
      bytes -= file.bytes();
    }
    return known;
  }

  /** Forgets the oldest of the least dear when there is too much, or null. */
  @Nullable SpoolFile overflow() {
    SpoolFile cheapest = null;
    if (count > limits.files() || bytes > limits.bytes()) {
      for (NavigableSet<SpoolFile> equallyDear : files.values()) {
        cheapest = equallyDear.isEmpty() ? cheapest : equallyDear.first();
      }
    }
    return forgotten(cheapest);
  }

  /** Forgets the oldest of the dearest that may go, or null. */
  @Nullable SpoolFile next(Predicate<ItemType> may) {
    for (NavigableSet<SpoolFile> equallyDear : files.values()) {
      for (SpoolFile file : equallyDear) {
        if (may.test(file.kind().type())) {
          return forgotten(file);
        }
      }
    }
    return null;
  }

  /** Forgets one that was kept before then, or null. */
  @Nullable SpoolFile olderThan(long epochMillis) {
    for (NavigableSet<SpoolFile> equallyDear : files.values()) {
      if (!equallyDear.isEmpty() && equallyDear.first().kind().sinceMillis() < epochMillis) {
        return forgotten(equallyDear.first());
      }
    }
    return null;
  }

  /** Forgets all. */
  List<SpoolFile> clear() {
    List<SpoolFile> all = new ArrayList<>();
    files.values().forEach(all::addAll);
    all.forEach(this::remove);
    return all;
  }

  private @Nullable SpoolFile forgotten(@Nullable SpoolFile file) {
    if (file != null) {
      remove(file);
    }
    return file;
  }

  private NavigableSet<SpoolFile> equallyDear(SpoolFile file) {
    NavigableSet<SpoolFile> equallyDear = files.get(file.kind().priority());
    if (equallyDear == null) {
      throw new IllegalStateException("no place for " + file.kind().priority());
    }
    return equallyDear;
  }
}
