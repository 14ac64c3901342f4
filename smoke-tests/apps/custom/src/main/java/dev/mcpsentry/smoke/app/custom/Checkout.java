package dev.mcpsentry.smoke.app.custom;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;

/** Breadcrumbs: what happened before the tool failed. */
final class Checkout {

  private static final AttributeKey<String> CODE = AttributeKey.stringKey("app.discount.code");

  String pay(String order, String discount) {
    Span.current().addEvent("basket checked");
    Span.current().addEvent("discount applied", Attributes.of(CODE, discount));
    throw new IllegalStateException("Payment declined for " + order);
  }
}
