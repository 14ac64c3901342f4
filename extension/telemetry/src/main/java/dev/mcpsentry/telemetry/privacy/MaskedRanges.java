package dev.mcpsentry.telemetry.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parts of a text that must not leave. */
final class MaskedRanges {

  /**
   * One part.
   *
   * @param from where it begins
   * @param to where it ends
   * @param quote what stands around the mask, so that JSON stays JSON; mostly nothing
   */
  record Range(int from, int to, String quote) {}

  private final List<Range> ranges = new ArrayList<>(2);

  void add(int from, int to) {
    add(from, to, "");
  }

  void add(int from, int to, String quote) {
    if (from < to) {
      ranges.add(new Range(from, to, quote));
    }
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Takes over the ranges of another reading of the text. */
  void addAll(MaskedRanges others, EncodedText reading) {
    for (Range range : others.ranges) {
      add(reading.origin(range.from), reading.origin(range.to), range.quote);
    }
  }

  /** The text from its beginning to {@code end}, with the mask in place of every part. */
  StringBuilder mask(CharSequence text, int end) {
    ranges.sort(
        Comparator.comparingInt(Range::from).thenComparing(Range::to, Comparator.reverseOrder()));
    StringBuilder out = new StringBuilder(Math.min(text.length(), end) + 16);
    int at = 0;
    for (Range range : ranges) {
      if (range.from >= at && range.from < end) {
        out.append(text, at, range.from);
        out.append(range.quote).append(Redaction.MASK).append(range.quote);
      }
      at = Math.max(at, Math.min(range.to, end));
    }
    return at < end ? out.append(text, at, end) : out;
  }
}
