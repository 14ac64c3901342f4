package dev.mcpsentry.telemetry.propagation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads trace context from the {@code params._meta} of an incoming message (SEP-414): the
 * configured propagators first, then Sentry's {@code sentry-trace} when there is no {@code
 * traceparent}. Invalid values are ignored.
 */
public final class MetaPropagation {

  private static final String TRACEPARENT = "traceparent";
  private static final String SENTRY_TRACE = "sentry-trace";
  private static final int MAX_VALUE_CHARS = 8 * 1024;

  private final TextMapPropagator propagator;

  public MetaPropagation(TextMapPropagator propagator) {
    this.propagator = propagator;
  }

  /**
   * The ambient context with what {@code meta} carries on top.
   *
   * @param meta the value of {@code _meta} as it came off the wire; anything but a map is ignored
   */
  public Context extract(Context ambient, @Nullable Object meta) {
    if (!(meta instanceof Map<?, ?> map) || map.isEmpty()) {
      return ambient;
    }
    Context extracted = propagator.extract(ambient, map, MetaGetter.INSTANCE);
    if (map.containsKey(TRACEPARENT) || carriesNewParent(ambient, extracted)) {
      return extracted;
    }
    SpanContext sentry = parseSentryTrace(MetaGetter.INSTANCE.get(map, SENTRY_TRACE));
    return sentry.isValid() ? extracted.with(Span.wrap(sentry)) : extracted;
  }

  private static boolean carriesNewParent(Context ambient, Context extracted) {
    return !Span.fromContext(ambient)
        .getSpanContext()
        .equals(Span.fromContext(extracted).getSpanContext());
  }

  /** Parses {@code traceid-spanid[-sampled]}; an absent decision counts as sampled. */
  static SpanContext parseSentryTrace(@Nullable String value) {
    if (value == null) {
      return SpanContext.getInvalid();
    }
    String[] parts = value.trim().split("-", -1);
    if (parts.length < 2 || parts.length > 3) {
      return SpanContext.getInvalid();
    }
    boolean sampled = parts.length == 2 || !parts[2].equals("0");
    return SpanContext.createFromRemoteParent(
        parts[0],
        parts[1],
        sampled ? TraceFlags.getSampled() : TraceFlags.getDefault(),
        TraceState.getDefault());
  }

  private enum MetaGetter implements TextMapGetter<Map<?, ?>> {
    INSTANCE;

    @Override
    public Iterable<String> keys(Map<?, ?> carrier) {
      List<String> keys = new ArrayList<>(carrier.size());
      for (Object key : carrier.keySet()) {
        if (key instanceof String text) {
          keys.add(text);
        }
      }
      return keys;
    }

    @Override
    public @Nullable String get(@Nullable Map<?, ?> carrier, String key) {
      return carrier != null
              && carrier.get(key) instanceof String text
              && text.length() <= MAX_VALUE_CHARS
          ? text
          : null;
    }
  }
}
