package dev.mcpsentry.telemetry.propagation;

import dev.mcpsentry.telemetry.options.PropagationOptions;
import io.opentelemetry.api.trace.Span;
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
 * traceparent}. Sentry's own decision stays beside OpenTelemetry's, in the baggage. Invalid values
 * are ignored.
 */
public final class MetaPropagation {

  private static final String TRACEPARENT = "traceparent";
  private static final int MAX_VALUE_CHARS = 8 * 1024;

  private final TextMapPropagator propagator;
  private final SentryExtraction sentry;

  MetaPropagation(TextMapPropagator propagator, SentryExtraction sentry) {
    this.propagator = propagator;
    this.sentry = sentry;
  }

  public static MetaPropagation of(TextMapPropagator propagator) {
    String ownOrg = SentryPropagation.ownOrg(PropagationOptions.fromProcess());
    return new MetaPropagation(propagator, new SentryExtraction(ownOrg));
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
    boolean isContinued = map.containsKey(TRACEPARENT) || carriesNewParent(ambient, extracted);
    Context continued =
        isContinued ? extracted : sentry.withParent(extracted, map, MetaGetter.INSTANCE);
    return sentry.withHead(continued, map, MetaGetter.INSTANCE);
  }

  private static boolean carriesNewParent(Context ambient, Context extracted) {
    return !Span.fromContext(ambient)
        .getSpanContext()
        .equals(Span.fromContext(extracted).getSpanContext());
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
