package dev.mcpsentry.sentry.internal.convention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.span.TestSpans;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class McpFieldsTest {

  private static final String RESULT = "{\"content\":[{\"type\":\"text\",\"text\":\"3\"}]}";

  private final AttributesBuilder span =
      Attributes.builder().put(McpAttributes.MCP_METHOD_NAME, "tools/call");

  @ParameterizedTest
  @EnumSource(McpNames.class)
  void olderNamesAlone_areToldByTheCurrentOnesToo(McpNames names) throws IOException {
    span.put("mcp.tool.name", "add")
        .put("mcp.prompt.name", "greet")
        .put("mcp.request.id", "7")
        .put("mcp.transport", "StdioServerTransport")
        .put("mcp.tool.result.content", "3");
    JsonNode data = data(names);
    assertThat(data.path("gen_ai.tool.name").asText()).isEqualTo("add");
    assertThat(data.path("gen_ai.prompt.name").asText()).isEqualTo("greet");
    assertThat(data.path("jsonrpc.request.id").asText()).isEqualTo("7");
    assertThat(data.path("network.transport").asText()).isEqualTo("pipe");
    assertThat(data.path("gen_ai.tool.call.result").asText()).isEqualTo("3");
    assertThat(data.has("mcp.tool.name")).isEqualTo(names == McpNames.CURRENT_AND_OLDER);
  }

  @ParameterizedTest
  @CsvSource({
    "stdio, pipe",
    "http, tcp",
    "sse, tcp",
    "websocket, tcp",
    "StreamableHTTPServerTransport, tcp",
  })
  void networkTransport_followsFromTheTransport(String transport, String network)
      throws IOException {
    span.put("app.transport", transport);
    assertThat(data(McpNames.CURRENT).path("network.transport").asText()).isEqualTo(network);
  }

  @Test
  void whatNobodyKnows_isNotSaid() throws IOException {
    span.put("mcp.transport", "carrier pigeon");
    JsonNode data = data(McpNames.CURRENT);
    assertThat(data.properties())
        .extracting(property -> property.getKey())
        .containsExactly("mcp.method.name");
  }

  @Test
  void whatWasSaid_staysAsItWas() throws IOException {
    span.put("gen_ai.tool.name", "add")
        .put("mcp.tool.name", "older")
        .put("app.transport", "http")
        .put("network.transport", "unix")
        .put("gen_ai.tool.call.result", RESULT)
        .put("mcp.tool.result.content", "3")
        .put("mcp.tool.result.content_count", 7);
    JsonNode data = data(McpNames.CURRENT_AND_OLDER);
    assertThat(data.path("gen_ai.tool.name").asText()).isEqualTo("add");
    assertThat(data.path("mcp.tool.name").asText()).isEqualTo("older");
    assertThat(data.path("network.transport").asText()).isEqualTo("unix");
    assertThat(data.path("gen_ai.tool.call.result").asText()).isEqualTo(RESULT);
    assertThat(data.path("mcp.tool.result.content").asText()).isEqualTo("3");
    assertThat(data.path("mcp.tool.result.content_count").asInt()).isEqualTo(7);
  }

  @Test
  void withoutOlderNames_nothingGoesByThem() throws IOException {
    span.put("gen_ai.tool.name", "add")
        .put("gen_ai.prompt.name", "greet")
        .put("jsonrpc.request.id", "7")
        .put("app.transport", "http")
        .put("error.type", "tool_error")
        .put("mcp.resource.uri", "file:///a")
        .put("gen_ai.tool.call.arguments", "{\"a\":1}")
        .put("mcp.tool.result.content", RESULT)
        .put("mcp.tool.result.mime_type", "text/plain");
    JsonNode data = data(McpNames.CURRENT);
    assertThat(data.properties())
        .extracting(property -> property.getKey())
        .noneMatch(key -> key.startsWith("mcp.tool."))
        .doesNotContain("mcp.prompt.name", "mcp.request.id", "mcp.transport")
        .contains("mcp.resource.protocol", "mcp.request.argument.a", "gen_ai.tool.call.result");
    assertThat(data.path("gen_ai.tool.call.result").asText()).isEqualTo(RESULT);
  }

  @Test
  void singlePartOfAResult_isCountedAndSaysItsType() throws IOException {
    span.put(McpAttributes.GEN_AI_TOOL_CALL_RESULT, RESULT);
    JsonNode data = data(McpNames.CURRENT_AND_OLDER);
    assertThat(data.path("mcp.tool.result.content_count").asInt()).isEqualTo(1);
    assertThat(data.path("mcp.tool.result.content_type").asText()).isEqualTo("text");
  }

  @Test
  void partsOfAFailure_areCounted() throws IOException {
    span.put(
        McpAttributes.MCP_TOOL_RESULT_CONTENT,
        "{\"isError\":true, \"content\" : [ {\"type\":\"text\"} , {\"type\":\"image\"} ] }");
    JsonNode data = data(McpNames.CURRENT_AND_OLDER);
    assertThat(data.path("mcp.tool.result.content_count").asInt()).isEqualTo(2);
    assertThat(data.has("mcp.tool.result.content_type")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(McpNames.class)
  void messagesOfAPrompt_areCountedAndASingleOneSaysItsRole(McpNames names) throws IOException {
    span.put(
        McpAttributes.MCP_PROMPT_RESULT_CONTENT,
        "[{\"role\":\"user\",\"content\":{\"text\":\"},]\",\"role\":\"nobody\"}}]");
    JsonNode data = data(names);
    assertThat(data.path("mcp.prompt.result.message_count").asInt()).isEqualTo(1);
    assertThat(data.path("mcp.prompt.result.message_role").asText()).isEqualTo("user");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3",
        "null",
        "[]",
        "{}",
        "{\"content\":3}",
        "{\"content\":[{\"type\":\"text\"}",
        "{\"content\":[{\"type\":\"text\"},\"[Truncated]\"]}",
        "{\"content\":[{\"type\":\"text\"]}",
        "{\"content\":[,]}",
        "{\"content\":[}",
        "{\"content\":\"[{}]\"}",
      })
  void whatIsNoResultOrCutOff_isNotCounted(String result) throws IOException {
    span.put(McpAttributes.GEN_AI_TOOL_CALL_RESULT, result);
    JsonNode data = data(McpNames.CURRENT_AND_OLDER);
    assertThat(data.has("mcp.tool.result.content_count")).isFalse();
    assertThat(data.has("mcp.tool.result.content_type")).isFalse();
  }

  @Test
  void emptyContent_isCounted() throws IOException {
    span.put(McpAttributes.GEN_AI_TOOL_CALL_RESULT, "{\"content\":[ ]}");
    assertThat(data(McpNames.CURRENT_AND_OLDER).path("mcp.tool.result.content_count"))
        .hasToString("0");
  }

  @Test
  void secretsAmongOlderNames_areMaskedInTheCurrentOnes() throws IOException {
    span.put("mcp.tool.result.content", "password=hunter2");
    assertThat(data(McpNames.CURRENT).toString())
        .contains("gen_ai.tool.call.result")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @EnumSource(McpNames.class)
  void plainArguments_areAttributesOfTheirOwnTypes(McpNames names) throws IOException {
    span.put(
        McpAttributes.GEN_AI_TOOL_CALL_ARGUMENTS,
        """
        {"limit":7,"share":-0.5,"all":true,"none":null,"list":[1],"object":{"a":1},
         "Query":"a \\"b\\" \\u00fc\\\\n","max_tokens":100,"password":"hunter2","card":4111111111111111,
         "huge":1e999}
        """);
    JsonNode data = data(names);
    assertThat(argument(data, "limit").isIntegralNumber()).isTrue();
    assertThat(argument(data, "share").asDouble()).isEqualTo(-0.5);
    assertThat(argument(data, "all").isBoolean()).isTrue();
    assertThat(argument(data, "Query").asText()).isEqualTo("a \"b\" ü\\n");
    assertThat(argument(data, "max_tokens").asInt()).isEqualTo(100);
    assertThat(argument(data, "password").asText()).isEqualTo(Redaction.MASK);
    assertThat(argument(data, "card").asText()).isEqualTo(Redaction.MASK);
    for (String key : List.of("none", "list", "object", "huge")) {
      assertThat(argument(data, key).isMissingNode()).as(key).isTrue();
    }
  }

  @Test
  void longArgument_isAPreviewThatSaysItsLength() throws IOException {
    String cutBefore = "y".repeat(4096) + "… (1,000,000 characters)";
    String secret = "x".repeat(190) + " Bearer " + "s3cret".repeat(40);
    span.put(
        McpAttributes.GEN_AI_TOOL_CALL_ARGUMENTS,
        "{\"a\":\"%s\",\"b\":\"%s\",\"c\":\"%s\"}".formatted("x".repeat(1_234), cutBefore, secret));
    JsonNode data = data(McpNames.CURRENT);
    assertThat(argument(data, "a").asText()).isEqualTo("x".repeat(200) + "… (1,234 characters)");
    assertThat(argument(data, "b").asText())
        .isEqualTo("y".repeat(200) + "… (1,000,000 characters)");
    assertThat(argument(data, "c").asText()).doesNotContain("s3cret").contains("… (");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":tru}",
        "{\"a\":-}",
        "{\"a\":1.2.3}",
        "{\"a\":nope}",
        "{\"a\":",
        "{\"a\"",
        "[1]",
        "\"a\"",
      })
  void argumentsThatAreNoJson_areNotTakenApart(String arguments) throws IOException {
    span.put(McpAttributes.GEN_AI_TOOL_CALL_ARGUMENTS, arguments);
    assertThat(argument(data(McpNames.CURRENT), "a").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"'\\u12', u12", "'\\uzzzz', uzzzz", "'\\q', q", "'a\\', a\\"})
  void brokenEscapes_areLetters(String escaped, String text) {
    assertThat(JsonScalar.of('"' + escaped + '"')).isEqualTo(text);
  }

  @Test
  void argumentThatSomebodyElseTold_staysAsItWas() throws IOException {
    span.put("gen_ai.tool.call.arguments.a", "theirs")
        .put(McpAttributes.GEN_AI_TOOL_CALL_ARGUMENTS, "{\"a\":\"ours\"}");
    assertThat(argument(data(McpNames.CURRENT), "a").asText()).isEqualTo("theirs");
  }

  private static JsonNode argument(JsonNode data, String key) {
    return data.path("gen_ai.tool.call.arguments." + key);
  }

  @Test
  void transport_isReadTheSameInEveryLanguage() throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      span.put("mcp.transport", "STDIO");
      assertThat(data(McpNames.CURRENT).path("network.transport").asText()).isEqualTo("pipe");
    } finally {
      Locale.setDefault(before);
    }
  }

  private JsonNode data(McpNames names) throws IOException {
    JsonBytes json = new JsonBytes();
    AttributeWriter writer =
        new AttributeWriter(
            json,
            ValueForm.PLAIN,
            Identity.of(TestOptions.to("http://key@localhost/1")),
            names,
            new Redaction(List.of()));
    TestSpans call = TestSpans.span("tools/call", SpanKind.SERVER, 1);
    span.build().forEach((key, value) -> with(call, key, value));
    json.beginObject();
    writer.write(call.typed());
    return new ObjectMapper().readTree(json.endObject().toByteArray());
  }

  @SuppressWarnings("unchecked") // attributes are of their keys' types
  private static <T> void with(TestSpans span, AttributeKey<T> key, Object value) {
    span.with(key, (T) value);
  }
}
