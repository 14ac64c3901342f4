package dev.mcpsentry.sentry;

import dev.mcpsentry.telemetry.propagation.SentryExtraction;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A configured propagator that also hears what Sentry's SDKs send along with HTTP requests. Where
 * they send no {@code traceparent}, which is their default, {@code sentry-trace} is the parent.
 */
record SentryTracePropagator(TextMapPropagator configured, SentryExtraction sentry)
    implements TextMapPropagator {

  private static final Set<String> STANDARD = Set.of("traceparent", "baggage");

  /** Only the standard's propagators are joined; who chose another format is left alone. */
  static TextMapPropagator joining(TextMapPropagator configured, SentryExtraction sentry) {
    return configured.fields().stream().anyMatch(STANDARD::contains)
        ? new SentryTracePropagator(configured, sentry)
        : configured;
  }

  @Override
  public Collection<String> fields() {
    return configured.fields();
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    configured.inject(context, carrier, setter);
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    Context extracted = configured.extract(context, carrier, getter);
    boolean isContinued = Span.fromContext(extracted).getSpanContext().isValid();
    Context continued = isContinued ? extracted : sentry.withParent(extracted, carrier, getter);
    return sentry.withHead(continued, carrier, getter);
  }
}
