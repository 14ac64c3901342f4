package dev.mcpsentry.sentry.internal.convention;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;

/** Functions as a service; those asked over HTTP are HTTP's. */
final class FaaS extends Convention {

  @Override
  boolean matches(SpanData span) {
    Attributes attributes = span.getAttributes();
    return attributes.get(Keys.FAAS_TRIGGER) != null
        || attributes.get(Keys.FAAS_INVOCATION_ID) != null;
  }

  @Override
  String op(SpanData span) {
    String trigger = span.getAttributes().get(Keys.FAAS_TRIGGER);
    return trigger == null ? Other.OP : Other.OP + "." + trigger;
  }

  @Override
  String source(SpanData span) {
    return "component";
  }
}
