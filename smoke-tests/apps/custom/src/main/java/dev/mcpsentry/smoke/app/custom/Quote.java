package dev.mcpsentry.smoke.app.custom;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;

/** A span by hand, where an annotation has no method to stand on. */
final class Quote {

  private final Tracer tracer = GlobalOpenTelemetry.getTracer("bookshop");

  int shippingCents(String country) {
    Span span =
        tracer
            .spanBuilder("quote " + country)
            .setAttribute("sentry.op", "shipping.quote")
            .setAttribute("sentry.origin", "manual")
            .startSpan();
    try (Scope scope = span.makeCurrent()) {
      int cents = 200 * country.length();
      span.setAttribute("app.quote.cents", cents);
      return cents;
    } catch (RuntimeException e) {
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }
}
