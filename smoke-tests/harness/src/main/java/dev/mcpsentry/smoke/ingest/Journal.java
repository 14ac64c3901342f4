package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

  private record Export(List<ObjectNode> spans, int bytes) {}

  private final long capacity;
  private final Deque<Entry> envelopes = new ArrayDeque<>();
  private final Deque<Export> exports = new ArrayDeque<>();
  private final Deque<byte[]> bodies = new ArrayDeque<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private long size;
  private long bodySize;
  private long exportSize;

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
    envelope.items().forEach(item -> counts.merge(item.type(), item.count(), Long::sum));
  }

  /** Keeps the spans of an export by OpenTelemetry's protocol. */
  synchronized void accept(List<ObjectNode> spans, int bytes) {
    exports.add(new Export(spans, bytes));
    exportSize += bytes;
    while (exportSize > capacity) {
      exportSize -= exports.remove().bytes();
    }
    counts.merge("otlp", (long) spans.size(), Long::sum);
  }

  synchronized void reject(Rejection rejection) {
    if (rejections.size() < MAX_REJECTIONS) {
      rejections.add(rejection);
    }
  }

  synchronized Received received() {
    return Received.of(
        envelopes.stream().map(Entry::envelope).toList(),
        exports.stream().flatMap(export -> export.spans().stream()).toList(),
        rejections);
  }

  /** How many items of a type were accepted since the start, those of containers one by one. */
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
