package dev.mcpsentry.sentry;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.ingest.Item;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code OTEL_INSTRUMENTATION_MCP_CAPTURE_ERROR_TEXT}: what exceptions say leaves, or does not. */
class MessagesTest {

  private static final String SAID = "Lovelace4711";

  @ParameterizedTest
  @CsvSource({
    "static, false",
    "stream, false",
    "otlp, false",
    "static, true",
    "stream, true",
    "otlp, true",
  })
  void messages_leaveOrStayHome_typesAndStacksAlwaysLeave(String lifecycle, boolean told)
      throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk =
          new TestSdk(
              Map.of(
                  "sentry.dsn",
                  ingest.dsn(),
                  "sentry.trace.lifecycle",
                  lifecycle,
                  "otel.instrumentation.mcp.capture-error-text",
                  String.valueOf(told)))) {
        operation(sdk);
        request(sdk);
        withoutAThrowable(sdk);
        line(sdk);
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(everything(ingest).contains(SAID)).isEqualTo(told);
      List<JsonNode> issues = ingest.payloads("event");
      assertThat(issues).hasSize(4);
      for (JsonNode issue : issues) {
        for (JsonNode exception : issue.path("exception").path("values")) {
          assertThat(exception.path("type").asText()).isNotEmpty();
          assertThat(exception.has("value")).isEqualTo(told);
          assertThat(exception.path("stacktrace").path("frames").isEmpty())
              .isEqualTo(exception.path("mechanism").path("synthetic").asBoolean());
        }
      }
      assertThat(everything(ingest))
          .as("an application's own line")
          .contains("order 7 failed")
          .contains("IllegalStateException", "IOException");
    }
  }

  private static void operation(TestSdk sdk) {
    Span call = sdk.toolCall("add", Context.root());
    call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
    call.recordException(new IllegalStateException(SAID, new IOException(SAID)));
    call.setStatus(StatusCode.ERROR, SAID);
    call.end();
  }

  private static void request(TestSdk sdk) {
    Span request =
        sdk.tracer()
            .spanBuilder("GET /")
            .setParent(Context.root())
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", "GET")
            .setAttribute("error.message", SAID)
            .startSpan();
    request.recordException(new IllegalStateException(SAID));
    request.setStatus(StatusCode.ERROR, SAID);
    request.end();
  }

  private static void withoutAThrowable(TestSdk sdk) {
    Span call = sdk.toolCall("subtract", Context.root());
    call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "protocol");
    call.setAttribute("rpc.response.status_code", "-32603");
    call.addEvent(
        "exception",
        Attributes.of(stringKey("exception.type"), "a.B", stringKey("exception.message"), SAID));
    call.setStatus(StatusCode.ERROR, SAID);
    call.end();
  }

  private static void line(TestSdk sdk) {
    sdk.logger("shop.Orders")
        .logRecordBuilder()
        .setContext(Context.root())
        .setSeverity(Severity.ERROR)
        .setBody("order 7 failed")
        .setException(new IllegalStateException(SAID))
        .emit();
  }

  private static String everything(FakeIngest ingest) throws Exception {
    StringBuilder seen = new StringBuilder();
    for (Item item : ingest.items()) {
      seen.append(item.envelope()).append(item.payload()).append('\n');
    }
    for (byte[] export : ingest.exports()) {
      seen.append(new String(export, StandardCharsets.ISO_8859_1));
    }
    return seen.toString();
  }
}
