package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sizes and counts of results, and single arguments, have their types however spans travel. */
class ResultSizesTest {

  private static final List<String> NUMBERS =
      List.of(
          "gen_ai.tool.call.result.size",
          "gen_ai.tool.call.result.count",
          "mcp.tool.result.content_count",
          "gen_ai.tool.call.arguments.limit");

  @Test
  void asTransactions_theyAreNumbers() throws Exception {
    try (FakeIngest ingest = sent("static")) {
      JsonNode data = ingest.payloads("transaction").get(0).at("/contexts/trace/data");
      for (String key : NUMBERS) {
        assertThat(data.path(key).isIntegralNumber()).as(key).isTrue();
      }
      assertThat(data.path("gen_ai.tool.call.arguments.share").asDouble()).isEqualTo(0.5);
      assertThat(data.path("gen_ai.tool.call.arguments.all").isBoolean()).isTrue();
      assertThat(data.path("mcp.tool.result.content_type").asText()).isEqualTo("text");
    }
  }

  @Test
  void asStreamedSpans_theySayTheirType() throws Exception {
    try (FakeIngest ingest = sent("stream")) {
      JsonNode attributes = ingest.payloads("span").get(0).at("/items/0/attributes");
      for (String key : NUMBERS) {
        assertThat(attributes.path(key).path("type").asText()).as(key).isEqualTo("integer");
      }
      assertThat(type(attributes, "gen_ai.tool.call.arguments.share")).isEqualTo("double");
      assertThat(type(attributes, "gen_ai.tool.call.arguments.all")).isEqualTo("boolean");
      assertThat(type(attributes, "gen_ai.tool.call.arguments.query")).isEqualTo("string");
    }
  }

  @Test
  void overOtlp_theyAreNumbers() throws Exception {
    try (FakeIngest ingest = sent("otlp")) {
      Map<String, AnyValue> attributes =
          ExportTraceServiceRequest.parseFrom(ingest.exports().get(0))
              .getResourceSpans(0)
              .getScopeSpans(0)
              .getSpans(0)
              .getAttributesList()
              .stream()
              .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
      for (String key : NUMBERS) {
        assertThat(attributes.get(key).hasIntValue()).as(key).isTrue();
      }
      assertThat(attributes.get("gen_ai.tool.call.result.size").getIntValue()).isEqualTo(12_345);
      assertThat(attributes.get("gen_ai.tool.call.arguments.all").getBoolValue()).isTrue();
    }
  }

  private static String type(JsonNode attributes, String key) {
    return attributes.path(key).path("type").asText();
  }

  private static FakeIngest sent(String lifecycle) throws Exception {
    FakeIngest ingest = new FakeIngest();
    try (TestSdk sdk =
        new TestSdk(Map.of("sentry.dsn", ingest.dsn(), "sentry.trace.lifecycle", lifecycle))) {
      Span call = sdk.toolCall("find", Context.root());
      call.setAttribute(McpAttributes.GEN_AI_TOOL_CALL_RESULT_SIZE, 12_345L);
      call.setAttribute(McpAttributes.GEN_AI_TOOL_CALL_RESULT_COUNT, 0L);
      call.setAttribute(McpAttributes.MCP_TOOL_RESULT_CONTENT_COUNT, 1L);
      call.setAttribute(McpAttributes.MCP_TOOL_RESULT_CONTENT_TYPE, "text");
      call.setAttribute(
          McpAttributes.GEN_AI_TOOL_CALL_ARGUMENTS,
          "{\"limit\":7,\"share\":0.5,\"all\":true,\"query\":\"x\"}");
      call.end();
    }
    assertThat(ingest.faults()).isEmpty();
    return ingest;
  }
}
