package dev.mcpsentry.telemetry.mcp;

import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.semconv.AppAttributes;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * What is said on the span of a request by whoever decides on it. The first word counts: the
 * application's own is none that a hook takes back, and of hooks that call each other the outermost
 * knows best.
 */
public final class Marks {

  private Marks() {}

  /** Says it unless somebody did; where the span cannot be asked, the last word counts. */
  public static void put(Span span, AttributeKey<String> key, String value) {
    if (!isSaid(span, key)) {
      span.setAttribute(key, value);
    }
  }

  /** Says why a request is refused, unless somebody did. */
  public static void put(Span span, AccessError error) {
    if (!isSaid(span, AppAttributes.APP_ACCESS_ERROR_CODE)) {
      error.mark(span);
    }
  }

  private static boolean isSaid(Span span, AttributeKey<String> key) {
    return new AmbientSpan(span).get(key) != null;
  }

  /** The span of the MCP request that a context belongs to; null outside of one. */
  public static @Nullable Span received(Context context) {
    McpOperation operation = McpOperation.fromContext(context);
    if (operation != null && operation.direction() == McpDirection.RECEIVED) {
      return operation.span();
    }
    // another class loader of the application may have made it
    AmbientSpan current = new AmbientSpan(Span.fromContext(context));
    return current.isOfKind(SpanKind.SERVER) && current.get(McpAttributes.MCP_METHOD_NAME) != null
        ? current.span()
        : null;
  }
}
