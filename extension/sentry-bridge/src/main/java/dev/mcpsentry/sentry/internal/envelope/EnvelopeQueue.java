package dev.mcpsentry.sentry.internal.envelope;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Envelopes that wait to be sent, bounded in count and bytes for each content; the oldest goes when
 * there is no room. Guarded by its owner's lock.
 */
public final class EnvelopeQueue {

  /**
   * A bound.
   *
   * @param count most envelopes
   * @param bytes most bytes of all of them
   */
  public record Bound(int count, long bytes) {}

  public static final Map<Envelope.Content, Bound> DEFAULT_BOUNDS =
      Map.of(
          Envelope.Content.ERROR, new Bound(500, 6L << 20),
          Envelope.Content.SESSIONS, new Bound(60, 1L << 20),
          Envelope.Content.CLIENT_REPORT, new Bound(10, 1L << 16),
          Envelope.Content.TRANSACTION, new Bound(5_000, 10L << 20));

  private final Map<Envelope.Content, Line> lines = new EnumMap<>(Envelope.Content.class);

  public EnvelopeQueue(Map<Envelope.Content, Bound> bounds) {
    bounds.forEach((content, bound) -> lines.put(content, new Line(bound)));
  }

  /** Adds at the end. The caller then calls {@link #evict} until it answers null. */
  public void add(Envelope envelope) {
    Line line = line(envelope);
    line.waiting.addLast(envelope);
    line.bytes += envelope.bytes().length;
  }

  /** Puts an envelope back that could not be sent. Eviction as in {@link #add}. */
  public void putBack(Envelope envelope) {
    Line line = line(envelope);
    line.waiting.addFirst(envelope);
    line.bytes += envelope.bytes().length;
  }

  /** The oldest envelope of a content that has outgrown its bound, or null. */
  public @Nullable Envelope evict(Envelope.Content content) {
    Line line = lines.get(content);
    return line != null && line.overflows() ? line.poll() : null;
  }

  /** The next to send: errors, then sessions and client reports, then transactions. */
  public @Nullable Envelope poll() {
    for (Line line : lines.values()) {
      if (!line.waiting.isEmpty()) {
        return line.poll();
      }
    }
    return null;
  }

  public int size() {
    int size = 0;
    for (Line line : lines.values()) {
      size += line.waiting.size();
    }
    return size;
  }

  private Line line(Envelope envelope) {
    Line line = lines.get(envelope.content());
    if (line == null) {
      throw new IllegalStateException("no bound for " + envelope.content());
    }
    return line;
  }

  private static final class Line {
    private final ArrayDeque<Envelope> waiting = new ArrayDeque<>();
    private final Bound bound;
    private long bytes;

    Line(Bound bound) {
      this.bound = bound;
    }

    boolean overflows() {
      return waiting.size() > bound.count() || (bytes > bound.bytes() && !waiting.isEmpty());
    }

    Envelope poll() {
      Envelope first = waiting.removeFirst();
      bytes -= first.bytes().length;
      return first;
    }
  }
}
