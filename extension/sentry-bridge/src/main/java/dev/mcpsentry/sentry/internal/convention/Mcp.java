package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_FAILURE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SESSION_ID;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.RPC_RESPONSE_STATUS_CODE;

import dev.mcpsentry.telemetry.error.ClientGone;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * MCP's requests. Rules: Sentry's MCP dashboards, which filter {@code mcp.server} exactly; {@code
 * mcp.client} is our own and stays outside of them. What went wrong is a row of the taxonomy.
 */
final class Mcp extends Convention {

  // a process has one connection over stdio that asks it
  private static final String STDIO = "stdio";

  // the convention's own words
  private static final List<FailureKind> TOLD_BY_TYPE =
      List.of(FailureKind.TOOL_REPORTED, FailureKind.TIMEOUT);

  @Override
  boolean matches(SpanData span) {
    return (span.getKind() == SpanKind.SERVER || span.getKind() == SpanKind.CLIENT)
        && span.getAttributes().get(MCP_METHOD_NAME) != null;
  }

  @Override
  boolean isOperation(SpanData span) {
    return span.getKind() == SpanKind.SERVER;
  }

  @Override
  public boolean isThinnedOut() {
    return false;
  }

  @Override
  String op(SpanData span) {
    return isOperation(span) ? "mcp.server" : "mcp.client";
  }

  @Override
  String source(SpanData span) {
    return "route";
  }

  @Override
  String origin(SpanData span) {
    return isOperation(span) ? "auto.function.mcp_server" : "auto.function.mcp_client";
  }

  /**
   * The row the instrumentation named, or for a failed operation of somebody else's instrumentation
   * the likeliest one.
   */
  @Override
  @Nullable FailureKind failure(SpanData span, boolean failed) {
    String word = span.getAttributes().get(MCP_SENTRY_FAILURE);
    FailureKind named = word == null ? null : FailureKind.ofAttributeValue(word);
    return named == null && failed && isOperation(span) ? likeliest(span) : named;
  }

  private static FailureKind likeliest(SpanData span) {
    Throwable throwable = RecordedException.of(span);
    if (throwable != null) {
      return ClientGone.isCauseOf(throwable) ? FailureKind.CANCELLED : FailureKind.TOOL_EXCEPTION;
    }
    String type = span.getAttributes().get(ERROR_TYPE);
    for (FailureKind kind : TOLD_BY_TYPE) {
      if (type != null && type.equals(kind.errorType().word())) {
        return kind;
      }
    }
    return span.getAttributes().get(RPC_RESPONSE_STATUS_CODE) != null
        ? FailureKind.PROTOCOL
        : FailureKind.TRANSPORT;
  }

  @Override
  String status(SpanData span, boolean failed, @Nullable FailureKind failure) {
    return failure == null ? super.status(span, failed, null) : failure.sentryStatus(failed);
  }

  @Override
  void describe(SpanData span, AttributeWriter out) {
    new McpFields(out).write(span.getAttributes(), span.getKind());
  }

  // JSON-RPC's version has no business there, whoever wrote it
  @Override
  boolean leavesOut(String key, Object value, McpNames names) {
    return !names.contain(key) || key.equals("network.protocol.version") && value.equals("2.0");
  }

  /** Its id, or the connection of a process's stdio. */
  @Override
  @Nullable String session(SpanData span) {
    return session(span.getAttributes(), isOperation(span));
  }

  static @Nullable String session(Attributes attributes, boolean received) {
    String id = attributes.get(MCP_SESSION_ID);
    boolean stdio = STDIO.equals(attributes.get(APP_TRANSPORT));
    return id == null && stdio && received ? STDIO : id;
  }

  @Override
  List<Crumb> crumbs(SpanData span) {
    Attributes attributes = span.getAttributes();
    boolean opens = McpMethods.INITIALIZE.equals(attributes.get(MCP_METHOD_NAME));
    String failure = attributes.get(MCP_SENTRY_FAILURE);
    Map<String, Object> data = failure == null ? Map.of() : Map.of("failure", failure);
    return List.of(
        Crumb.of(span, "default", opens ? "mcp.session" : "mcp.request", span.getName(), data));
  }
}
