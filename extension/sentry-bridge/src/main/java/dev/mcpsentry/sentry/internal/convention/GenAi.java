package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_OPERATION_NAME;

import io.opentelemetry.sdk.trace.data.SpanData;

/** Calls of models and agents. */
final class GenAi extends Convention {

  @Override
  boolean matches(SpanData span) {
    return span.getAttributes().get(GEN_AI_OPERATION_NAME) != null;
  }

  @Override
  String op(SpanData span) {
    return "gen_ai." + span.getAttributes().get(GEN_AI_OPERATION_NAME);
  }

  @Override
  public boolean isThinnedOut() {
    return false;
  }
}
