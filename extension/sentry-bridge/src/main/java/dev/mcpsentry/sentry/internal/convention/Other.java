package dev.mcpsentry.sentry.internal.convention;

import io.opentelemetry.sdk.trace.data.SpanData;

/** What follows no convention that is known. */
final class Other extends Convention {

  static final String OP = "function";

  @Override
  boolean matches(SpanData span) {
    return true;
  }

  @Override
  String op(SpanData span) {
    return OP;
  }
}
