package dev.mcpsentry.sentry.internal.envelope;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Envelopes that wait to be sent, bounded in count and bytes for each type of item; of the least
 * dear the oldest goes when there is no room. Guarded by its owner's lock.
 */
public final class EnvelopeQueue {

  private final Map<ItemType, Waiting> types = new EnumMap<>(ItemType.class);
  private final Map<Priority, List<Line>> lines = new EnumMap<>(Priority.class);

  /** With the types' own bounds. */
  public EnvelopeQueue() {
    this(Map.of());
  }

  /** With other bounds for some types. */
  public EnvelopeQueue(Map<ItemType, Bound> bounds) {
    for (ItemType type : ItemType.values()) {
      types.put(type, new Waiting(bounds.getOrDefault(type, type.bound())));
    }
  }

  /** Adds at the end. The caller then calls {@link #evict} until it answers null. */
  public void add(Envelope envelope) {
    line(envelope).add(envelope);
  }

  /** Puts an envelope back that could not be sent. Eviction as in {@link #add}. */
  public void putBack(Envelope envelope) {
    line(envelope).putBack(envelope);
  }

  /** The oldest of the least dear envelopes of a type that has outgrown its bound, or null. */
  public @Nullable Envelope evict(ItemType type) {
    Waiting waiting = types.get(type);
    return waiting != null && waiting.overflows() ? waiting.cheapest() : null;
  }

  /** The next to send, the dearest first. */
  public @Nullable Envelope poll() {
    for (List<Line> equallyDear : lines.values()) {
      for (Line line : equallyDear) {
        if (!line.envelopes.isEmpty()) {
          return line.poll();
        }
      }
    }
    return null;
  }

  public int size() {
    int size = 0;
    for (Waiting waiting : types.values()) {
      size += waiting.count;
    }
    return size;
  }

  private Line line(Envelope envelope) {
    Waiting waiting = types.get(envelope.type());
    if (waiting == null) {
      throw new IllegalStateException("no bound for " + envelope.type());
    }
    Line line = waiting.lines.get(envelope.priority());
    if (line == null) {
      line = new Line(waiting);
      waiting.lines.put(envelope.priority(), line);
      lines.computeIfAbsent(envelope.priority(), dear -> new ArrayList<>()).add(line);
    }
    return line;
  }

  /** What waits of one type. */
  private static final class Waiting {
    private final Bound bound;
    private final Map<Priority, Line> lines = new EnumMap<>(Priority.class);
    private int count;
    private long bytes;

    Waiting(Bound bound) {
      this.bound = bound;
    }

    boolean overflows() {
      return count > bound.count() || (bytes > bound.bytes() && count > 0);
    }

    @Nullable Envelope cheapest() {
      Line cheapest = null;
      for (Line line : lines.values()) {
        cheapest = line.envelopes.isEmpty() ? cheapest : line;
      }
      return cheapest == null ? null : cheapest.poll();
    }
  }

  /** What waits of one type and is equally dear. */
  private static final class Line {
    private final Waiting of;
    private final ArrayDeque<Envelope> envelopes = new ArrayDeque<>();

    Line(Waiting of) {
      this.of = of;
    }

    void add(Envelope envelope) {
      envelopes.addLast(envelope);
      count(envelope, 1);
    }

    void putBack(Envelope envelope) {
      envelopes.addFirst(envelope);
      count(envelope, 1);
    }

    Envelope poll() {
      Envelope first = envelopes.removeFirst();
      count(first, -1);
      return first;
    }

    private void count(Envelope envelope, int sign) {
      of.count += sign;
      of.bytes += (long) sign * envelope.bytes().length;
    }
  }
}
