package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributeWriterTest {

  private static final int MEBIBYTE = 1 << 20;

  @Test
  void secretNames_hideTheirValuesOnEverySpan() throws IOException {
    JsonNode data =
        data(
            span("work", SpanKind.INTERNAL, 1)
                .with("app.password", "lovelace")
                .with("pin", 1234L)
                .with(stringArrayKey("tokens"), List.of("lovelace"))
                .with("patientName", "lovelace")
                .with("setting.name", "db.password")
                .with("setting.value", "lovelace")
                .with("gen_ai.usage.input_tokens", 512L)
                .with("mcp.session.id", "8f1c2d")
                .with("card", 4111111111111111L)
                .build());
    assertThat(data.toString()).doesNotContain("lovelace", "1234", "4111111111111111");
    assertThat(data.path("gen_ai.usage.input_tokens").asInt()).isEqualTo(512);
    assertThat(data.path("mcp.session.id").asText()).isEqualTo("8f1c2d");
    assertThat(data.path("setting.name").asText()).isEqualTo("db.password");
  }

  @Test
  void headersThatRepeatArguments_stayHome() throws IOException {
    JsonNode data =
        data(
            toolCall(1)
                .with(stringArrayKey("http.request.header.mcp-param-city"), List.of("Graz"))
                .with(stringArrayKey("http.request.header.mcp-session-id"), List.of("8f1c2d"))
                .build());
    assertThat(data.has("http.request.header.mcp-param-city")).isFalse();
    assertThat(data.toString()).doesNotContain("8f1c2d");
  }

  @Test
  void hugeNames_areCut() throws IOException {
    JsonNode data = data(toolCall(1).with("n".repeat(60_000), "x").build());
    data.fieldNames().forEachRemaining(name -> assertThat(name.length()).isLessThan(300));
  }

  @Test
  void rootOfManyMegabytes_isCutAndSaysSo() throws IOException {
    TestSpans call = toolCall(1);
    String value = "\u0001".repeat(16_000);
    for (int i = 0; i < 128; i++) {
      call.with("attribute" + i, value);
      call.with(stringArrayKey("list" + i), Collections.nCopies(50, value));
    }
    StringBuilder arguments = new StringBuilder("{\"a\":1");
    for (int i = 0; i < 40; i++) {
      arguments.append(",\"k").append(i).append("\":\"").append(value, 0, 4_000).append('"');
    }
    call.with(McpAttributes.GEN_AI_TOOL_CALL_ARGUMENTS, arguments + "}");
    for (int i = 0; i < 10; i++) {
      call.event(EventData.create(1, value, Attributes.of(stringKey("a"), value)));
    }
    TransactionWriter writer = writer();
    writer.write("fc6d8c0c43fc4630ad850ee518f1b9d0", call.failed(value).typed(), null, List.of());
    assertThat(writer.payload().length()).isLessThan(950_000);
    JsonNode data = data(writer);
    assertThat(data.path("otel.dropped_attributes_count").asInt()).isPositive();
    assertThat(MEBIBYTE).isGreaterThan(writer.payload().length());
  }

  @Test
  void valuesOfDatabases_areMaskedInStatusAndEvents() throws IOException {
    JsonNode data =
        data(
            span("SELECT", SpanKind.CLIENT, 1)
                .with("db.system.name", "postgresql")
                .failed("Key (email)=(bob@example.com) already exists")
                .event(
                    EventData.create(
                        1,
                        "exception",
                        Attributes.of(
                            stringKey("exception.type"),
                            "org.postgresql.util.PSQLException",
                            stringKey("exception.message"),
                            "Key (email)=(bob@example.com) already exists")))
                .build());
    assertThat(data.toString()).doesNotContain("bob@example.com");
    assertThat(data.path("otel.status_description").asText())
        .isEqualTo("Key (email)=(?) already exists");
  }

  @Test
  void passwordWithAQuestionMark_isNotFreedByCuttingTheQuery() throws IOException {
    TransactionWriter writer = writer();
    writer.write(
        "fc6d8c0c43fc4630ad850ee518f1b9d0",
        span("GET", SpanKind.CLIENT, 1)
            .with("http.request.method", "GET")
            .with("url.full", "https://joe:love?lace@h.example/x?page=2")
            .typed(),
        null,
        List.of());
    assertThat(new String(writer.payload().toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("love", "lace");
  }

  private static TransactionWriter writer() {
    return new TransactionWriter(
        TestOptions.to("http://key@localhost/1"),
        new About(TestOptions.to("http://key@localhost/1")),
        new Redaction(List.of("Patient-Name")));
  }

  private static JsonNode data(SpanData root) throws IOException {
    TransactionWriter writer = writer();
    writer.write("fc6d8c0c43fc4630ad850ee518f1b9d0", TypedSpan.of(root), null, List.of());
    return data(writer);
  }

  private static JsonNode data(TransactionWriter writer) throws IOException {
    return new ObjectMapper()
        .readTree(writer.payload().toByteArray())
        .path("contexts")
        .path("trace")
        .path("data");
  }
}
