package dev.mcpsentry.smoke.app.custom;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.util.List;

/** An operation of one's own, with its step and how much it did. */
class CatalogueImport {

  @WithSpan("import catalogue")
  int run(List<String> titles) {
    Span span = Span.current();
    span.setAttribute("sentry.op", "catalogue.import");
    span.setAttribute("app.import.step", "validate");
    List<String> valid = titles.stream().filter(title -> !title.isBlank()).toList();
    span.setAttribute("app.import.step", "store");
    span.setAttribute("app.import.count", valid.size());
    return valid.size();
  }
}
