package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_OPERATION_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;

/** Which semantic convention a span follows. */
public enum Family {
  MCP,
  GEN_AI,
  HTTP,
  DATABASE,
  MESSAGING,
  RPC,
  OTHER;

  public static Family of(SpanData span) {
    Attributes attributes = span.getAttributes();
    if (attributes.get(MCP_METHOD_NAME) != null && isRemote(span.getKind())) {
      return MCP;
    }
    if (attributes.get(GEN_AI_OPERATION_NAME) != null) {
      return GEN_AI;
    }
    if (attributes.get(Keys.HTTP_REQUEST_METHOD) != null) {
      return HTTP;
    }
    if (attributes.get(Keys.DB_SYSTEM_NAME) != null || attributes.get(Keys.DB_SYSTEM) != null) {
      return DATABASE;
    }
    if (attributes.get(Keys.MESSAGING_SYSTEM) != null) {
      return MESSAGING;
    }
    return attributes.get(Keys.RPC_SYSTEM) != null || attributes.get(Keys.RPC_SYSTEM_NAME) != null
        ? RPC
        : OTHER;
  }

  private static boolean isRemote(SpanKind kind) {
    return kind == SpanKind.SERVER || kind == SpanKind.CLIENT;
  }
}
