package dev.mcpsentry.telemetry.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.options.McpOptions;
import dev.mcpsentry.telemetry.semconv.AppAttributes;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MarksTest {

  @RegisterExtension static final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

  @Test
  void firstWord_counts() {
    Span span = started("POST", SpanKind.SERVER);
    Marks.put(span, AppAttributes.APP_ACCESS_METHOD, "grant");
    Marks.put(span, AppAttributes.APP_ACCESS_METHOD, "static");
    Marks.put(span, AccessError.FORBIDDEN);
    Marks.put(span, AccessError.MISSING);
    span.end();

    assertThat(otel.getSpans().get(0).getAttributes().asMap())
        .isEqualTo(
            Map.of(
                AppAttributes.APP_ACCESS_METHOD,
                "grant",
                AppAttributes.APP_ACCESS_ERROR_CODE,
                "insufficient_scope",
                AppAttributes.APP_ACCESS_ERROR_REASON,
                "insufficient_scope"));
  }

  @Test
  void requestThatArrived_isFoundBelowOtherSpans() {
    McpOperation operation =
        new McpTelemetry(otel.getOpenTelemetry(), "test", McpOptions.DEFAULT)
            .receive(
                new McpRequest("tools/call", 1, Map.of("name", "t")),
                new McpSession(McpTransport.HTTP, null),
                Context.root());
    Context below = operation.context().with(started("query", SpanKind.CLIENT));

    assertThat(Marks.received(below)).isSameAs(operation.span());
  }

  @Test
  void requestOfAnotherClassLoader_isFoundByItsSpan() {
    Span span = started("tools/call t", SpanKind.SERVER);
    span.setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call");

    assertThat(Marks.received(Context.root().with(span))).isSameAs(span);
  }

  @Test
  void whateverElseRuns_isNone() {
    Span sent = started("tools/call t", SpanKind.CLIENT);
    sent.setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call");

    assertThat(Marks.received(Context.root())).isNull();
    assertThat(Marks.received(Context.root().with(sent))).isNull();
    assertThat(Marks.received(Context.root().with(started("POST", SpanKind.SERVER)))).isNull();
  }

  private static Span started(String name, SpanKind kind) {
    return otel.getOpenTelemetry()
        .getTracer("test")
        .spanBuilder(name)
        .setSpanKind(kind)
        .startSpan();
  }
}
