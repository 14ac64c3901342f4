package dev.mcpsentry.telemetry.propagation;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Sentry's SDKs send along with a request, {@code sentry-trace} and their entries in
 * {@code baggage}, whatever propagators OpenTelemetry has. A trace that another organization began
 * is not continued.
 */
public final class SentryExtraction {

  private final @Nullable String ownOrg;

  /**
   * @param ownOrg Sentry's id of the organization we send to; null when unknown
   */
  public SentryExtraction(@Nullable String ownOrg) {
    this.ownOrg = ownOrg;
  }

  /** The context with the span that {@code sentry-trace} names as remote parent, if it may. */
  public <C> Context withParent(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    SentryTrace trace = SentryTrace.parse(getter.get(carrier, SentryTrace.KEY));
    return trace == null || isForeign(sent(carrier, getter))
        ? context
        : context.with(Span.wrap(trace.parent()));
  }

  /**
   * The context whose baggage has the trace's {@link SentryHead}, when {@code sentry-trace} is of
   * that trace: its flag is the decision, and there is one even where the baggage says nothing. The
   * head's own entries stay as they are.
   */
  public <C> Context withHead(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    SentryTrace trace = SentryTrace.parse(getter.get(carrier, SentryTrace.KEY));
    if (trace == null
        || !trace.traceId().equals(Span.fromContext(context).getSpanContext().getTraceId())) {
      return context;
    }
    Baggage present = Baggage.fromContext(context);
    Baggage sent = sent(carrier, getter);
    BaggageBuilder baggage = present.toBuilder();
    present.forEach(
        (key, entry) -> {
          if (SentryHead.isPart(key)) {
            baggage.remove(key);
          }
        });
    if (!isForeign(sent)) {
      Baggage head = saysAnything(sent) ? sent : present;
      String named = head.getEntryValue(SentryHead.TRACE_ID);
      if (named == null || named.equals(trace.traceId())) {
        head.forEach(
            (key, entry) -> {
              if (key.startsWith(SentryHead.PREFIX)) {
                baggage.put(key, entry.getValue());
              }
            });
      }
      baggage.put(SentryHead.TRACE_ID, trace.traceId());
      if (trace.decision() != SentryDecision.DEFERRED
          && trace.decision() != SentryDecision.of(head.getEntryValue(SentryHead.SAMPLED))) {
        boolean sampled = trace.decision() == SentryDecision.SAMPLED;
        baggage.put(SentryHead.FLAG, Boolean.toString(sampled));
      }
    }
    return context.with(baggage.build());
  }

  private static <C> Baggage sent(@Nullable C carrier, TextMapGetter<C> getter) {
    return Baggage.fromContext(
        W3CBaggagePropagator.getInstance().extract(Context.root(), carrier, getter));
  }

  private boolean isForeign(Baggage sent) {
    return SentryHead.isForeign(sent.getEntryValue(SentryHead.ORG_ID), ownOrg);
  }

  private static boolean saysAnything(Baggage baggage) {
    return baggage.asMap().keySet().stream().anyMatch(key -> key.startsWith(SentryHead.PREFIX));
  }
}
