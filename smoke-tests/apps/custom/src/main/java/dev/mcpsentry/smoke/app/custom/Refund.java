package dev.mcpsentry.smoke.app.custom;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;

/** An error that is dealt with, and still worth an issue. */
final class Refund {

  String pay(String order, int cents) {
    try {
      return carrier(order);
    } catch (IllegalStateException e) {
      Attributes extras =
          Attributes.builder()
              .put("app.refund.order", order)
              .put("app.refund.cents", cents)
              .build();
      Span.current().recordException(e, extras);
      return "The refund of " + order + " will take a day longer";
    }
  }

  private static String carrier(String order) {
    throw new IllegalStateException("No carrier for " + order);
  }
}
