package dev.mcpsentry.telemetry.propagation;

import dev.mcpsentry.telemetry.options.PropagationOptions;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes trace context into the {@code params._meta} of a request about to be sent (SEP-414): with
 * the configured propagators, and in Sentry's own format when Sentry is where the data goes. The
 * caller's keys win.
 */
public final class MetaInjection {

  private static final String BAGGAGE = "baggage";

  private final TextMapPropagator propagator;
  private final List<String> baggageTargets;
  private final SentryPropagation sentry;

  MetaInjection(
      TextMapPropagator propagator, List<String> baggageTargets, SentryPropagation sentry) {
    this.propagator = propagator;
    this.baggageTargets = baggageTargets;
    this.sentry = sentry;
  }

  /**
   * @param baggageTargets lower-case host names, {@code *.domain}, {@code stdio} or {@code *}
   */
  public static MetaInjection of(
      TextMapPropagator propagator, List<String> baggageTargets, Redaction redaction) {
    SentryPropagation sentry = new SentryPropagation(PropagationOptions.fromProcess(), redaction);
    return new MetaInjection(propagator, baggageTargets, sentry);
  }

  /**
   * Whether there is anything to write for a peer.
   *
   * @param url the peer's URL, or {@code stdio}
   */
  public boolean isOn(String url) {
    return !propagator.fields().isEmpty() || sentry.isFor(url);
  }

  /**
   * A copy of {@code meta} with the context added; {@code meta} is not changed.
   *
   * @param meta the caller's own; null for none
   * @param transaction the name of the operation that sends it; null for none
   * @param host the peer's host name, or {@code stdio}
   * @param url the peer's URL, or {@code stdio}
   * @return null when there is nothing to carry
   */
  public @Nullable Map<String, Object> into(
      @Nullable Map<?, ?> meta,
      Context context,
      @Nullable String transaction,
      String host,
      String url) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (meta != null) {
      meta.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    if (Span.fromContext(context).getSpanContext().isValid()) {
      Map<String, String> carrier = new LinkedHashMap<>();
      propagator.inject(context, carrier, (unused, key, value) -> carrier.put(key, value));
      if (!mayCarryBaggage(host)) {
        carrier.remove(BAGGAGE);
      }
      sentry.inject(context, transaction, carrier, url);
      carrier.forEach(copy::putIfAbsent);
    }
    return meta == null && copy.isEmpty() ? null : copy;
  }

  private boolean mayCarryBaggage(String host) {
    String peer = host.toLowerCase(Locale.ROOT);
    for (String target : baggageTargets) {
      if (target.equals("*")
          || target.equals(peer)
          || (target.startsWith("*.") && peer.endsWith(target.substring(1)))) {
        return true;
      }
    }
    return false;
  }
}
