package dev.mcpsentry.smoke.app.custom;

import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;

/** A traced tool method. */
class Stock {

  @WithSpan
  int count(@SpanAttribute("app.stock.title") String title) {
    return title.length();
  }
}
