package dev.mcpsentry.sentry.internal.metric;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happened how often, where it is counted by us and not by an instrument: of equal attributes
 * within a few seconds the sum, with the trace of the latest. Whatever callers send, a counter has
 * at most {@value #MAX_SETS} sets of attributes; further ones are counted as one, by
 * OpenTelemetry's rule for that. Thread-safe.
 */
final class Counters {

  /** OpenTelemetry's metrics SDK, cardinality limits. */
  static final Attributes OVERFLOW =
      Attributes.of(AttributeKey.booleanKey("otel.metric.overflow"), true);

  private static final int MAX_SETS = 500;
  private static final int MAX_NAMES = 50;
  private static final int MAX_WAITING = 4_000;

  private record Key(String name, Attributes attributes, @Nullable String user) {}

  private static final class Sum {
    private long value;
    private SpanContext span = SpanContext.getInvalid();
    private long epochNanos;
  }

  private final Map<String, Set<Attributes>> known = new HashMap<>();
  private Map<Key, Sum> sums = new HashMap<>();

  /**
   * Counts one.
   *
   * @param attributes of few values, without the user's id
   * @param user who it was, or null; beside the bound, as who is known is no caller's invention
   * @param span where it happened, valid or not
   * @return whether it is the first since the last {@link #take}; null when there is no room
   */
  synchronized @Nullable Boolean count(
      String name,
      Attributes attributes,
      @Nullable String user,
      SpanContext span,
      long epochNanos) {
    boolean first = sums.isEmpty();
    Sum sum = sums.get(new Key(name, attributes, user));
    if (sum == null) {
      Key key = new Key(name, admitted(name, attributes), user);
      sum = sums.get(key);
      if (sum == null) {
        if (sums.size() >= MAX_WAITING) {
          return null;
        }
        sum = new Sum();
        sums.put(key, sum);
      }
    }
    sum.value++;
    sum.epochNanos = epochNanos;
    sum.span = span.isValid() ? span : sum.span;
    return first;
  }

  private Attributes admitted(String name, Attributes attributes) {
    Set<Attributes> sets = known.get(name);
    if (sets == null) {
      if (known.size() >= MAX_NAMES) {
        return OVERFLOW;
      }
      sets = new HashSet<>();
      known.put(name, sets);
    }
    // the last is for all the others
    if (sets.contains(attributes) || sets.size() < MAX_SETS - 1) {
      sets.add(attributes);
      return attributes;
    }
    return OVERFLOW;
  }

  /** What was counted since the last time. */
  List<Measurement> take() {
    Map<Key, Sum> taken;
    synchronized (this) {
      if (sums.isEmpty()) {
        return List.of();
      }
      taken = sums;
      sums = new HashMap<>();
    }
    List<Measurement> measurements = new ArrayList<>(taken.size());
    taken.forEach(
        (key, sum) ->
            measurements.add(
                new Measurement(
                    key.name(),
                    MetricType.COUNTER,
                    null,
                    sum.value,
                    1,
                    sum.epochNanos,
                    sum.span.isValid() ? sum.span : null,
                    key.attributes(),
                    key.user())));
    return measurements;
  }

  synchronized boolean isEmpty() {
    return sums.isEmpty();
  }
}
