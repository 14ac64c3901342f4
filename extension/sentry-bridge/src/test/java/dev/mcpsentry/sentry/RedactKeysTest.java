package dev.mcpsentry.sentry;

import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.ingest.Item;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code OTEL_INSTRUMENTATION_MCP_REDACT_KEYS} counts for every string, in every spelling. */
class RedactKeysTest {

  private static final String VALUE = "Lovelace4711";
  private static final String CONTROL = "harmless words";

  @ParameterizedTest
  @ValueSource(strings = {"static", "stream", "otlp"})
  void namesOfTheUser_hideTheirValuesEverywhere(String lifecycle) throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk =
          new TestSdk(
              Map.of(
                  "sentry.dsn",
                  ingest.dsn(),
                  "sentry.trace.lifecycle",
                  lifecycle,
                  "otel.instrumentation.mcp.redact-keys",
                  "Patient-Name"))) {
        call(sdk);
      }
      assertThat(ingest.faults()).isEmpty();
      StringBuilder seen = new StringBuilder();
      for (Item item : ingest.items()) {
        seen.append(item.envelope()).append(item.payload()).append('\n');
      }
      for (byte[] export : ingest.exports()) {
        seen.append(new String(export, StandardCharsets.ISO_8859_1));
      }
      assertThat(ingest.items("event")).isNotEmpty();
      assertThat(ingest.items("log")).isNotEmpty();
      assertThat(seen).contains(CONTROL).doesNotContain(VALUE);
    }
  }

  private static void call(TestSdk sdk) {
    Span call = sdk.toolCall("add", Context.root());
    Context below = Context.root().with(call);
    call.setAttribute("control", CONTROL);
    call.setAttribute("patientName", VALUE);
    call.setAttribute("app.patient.name", VALUE);
    call.setAttribute(stringArrayKey("http.request.header.x-patient-name"), List.of(VALUE));
    call.setAttribute(
        McpAttributes.GEN_AI_TOOL_CALL_ARGUMENTS, "{\"patient_name\":\"" + VALUE + "\"}");
    call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
    call.addEvent("seen patientName=" + VALUE, Attributes.of(stringKey("patient_name"), VALUE));
    call.recordException(new IllegalStateException("no bed for patientName=" + VALUE));
    call.setStatus(StatusCode.ERROR, "patient-name: " + VALUE);
    sdk.tracer()
        .spanBuilder("GET")
        .setParent(below)
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("http.request.method", "GET")
        .setAttribute("url.full", "https://h.example/beds?patient_name=" + VALUE + "&page=2")
        .startSpan()
        .end();
    sdk.tracer()
        .spanBuilder("SELECT")
        .setParent(below)
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("db.system.name", "postgresql")
        .setAttribute("db.query.text", "SELECT a FROM beds WHERE patient_name = '" + VALUE + "'")
        .startSpan()
        .end();
    sdk.logger("beds")
        .logRecordBuilder()
        .setContext(below)
        .setSeverity(Severity.WARN)
        .setBody("no bed for patientName=" + VALUE)
        .setAttribute(stringKey("patient.name"), VALUE)
        .emit();
    call.end();
  }
}
