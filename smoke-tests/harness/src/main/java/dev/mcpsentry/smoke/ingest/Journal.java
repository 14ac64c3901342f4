package dev.mcpsentry.smoke.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What arrived, the oldest forgotten beyond a number of bytes; the counts are kept for good.
 * Thread-safe.
 */
final class Journal {

  private static final int MAX_REJECTIONS = 1000;

  private record Entry(Envelope envelope, int bytes) {}

  private final long capacity;
  private final Deque<Entry> envelopes = new ArrayDeque<>();
  private final Deque<byte[]> bodies = new ArrayDeque<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private long size;
  private long bodySize;

  Journal(long capacity) {
    this.capacity = capacity;
  }

  /** Keeps a request's body, whatever becomes of it. */
  synchronized void body(byte[] body) {
    bodies.add(body);
    bodySize += body.length;
    while (bodySize > capacity) {
      bodySize -= bodies.remove().length;
    }
  }

  synchronized void accept(Envelope envelope, int bytes) {
    envelopes.add(new Entry(envelope, bytes));
    size += bytes;
    while (size > capacity) {
      size -= envelopes.remove().bytes();
    }
    envelope.items().forEach(item -> counts.merge(item.type(), 1L, Long::sum));
  }

  synchronized void reject(Rejection rejection) {
    if (rejections.size() < MAX_REJECTIONS) {
      rejections.add(rejection);
    }
  }

  synchronized Received received() {
    return Received.of(envelopes.stream().map(Entry::envelope).toList(), rejections);
  }

  /** How many items of a type were accepted since the start. */
  long count(String itemType) {
    return counts.getOrDefault(itemType, 0L);
  }

  /** Every body, decompressed, as text. */
  synchronized String text() {
    StringBuilder text = new StringBuilder();
    bodies.forEach(body -> text.append(new String(body, StandardCharsets.UTF_8)).append('\n'));
    return text.toString();
  }
}
