package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.sentry.internal.span.TestSpans.TRACE_ID;
import static dev.mcpsentry.sentry.internal.span.TestSpans.id;
import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransactionWriterTest {

  private static final String DSN = "http://key@localhost/1";
  private static final String EVENT_ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";

  @Test
  void transaction_carriesIdentityTimesAndResource() throws IOException {
    JsonNode tx = write(toolCall(1).belowRemote(9).build());
    assertThat(tx.path("type").asText()).isEqualTo("transaction");
    assertThat(tx.path("event_id").asText()).isEqualTo(EVENT_ID);
    assertThat(tx.path("transaction").asText()).isEqualTo("tools/call add");
    assertThat(tx.path("transaction_info").path("source").asText()).isEqualTo("route");
    assertThat(tx.path("start_timestamp").decimalValue()).isEqualByComparingTo("1795232691.0");
    assertThat(tx.path("timestamp").decimalValue()).isEqualByComparingTo("1795232691.25");
    assertThat(tx.path("platform").asText()).isEqualTo("java");
    assertThat(tx.path("environment").asText()).isEqualTo("test");
    assertThat(tx.path("release").asText()).isEqualTo("1.2.3");
    assertThat(tx.path("dist").asText()).isEqualTo("42");
    assertThat(tx.path("server_name").asText()).isEqualTo("host-1");
    assertThat(tx.path("tags").path("team").asText()).isEqualTo("blue");
    assertThat(tx.path("contexts").path("runtime").path("version").asText()).isNotEmpty();
    JsonNode trace = trace(tx);
    assertThat(trace.path("trace_id").asText()).isEqualTo(TRACE_ID);
    assertThat(trace.path("span_id").asText()).isEqualTo(id(1));
    assertThat(trace.path("parent_span_id").asText()).isEqualTo(id(9));
    assertThat(trace.path("op").asText()).isEqualTo("mcp.server");
    assertThat(trace.path("origin").asText()).isEqualTo("auto.function.mcp_server");
    assertThat(trace.path("data").path("service.name").asText()).isEqualTo("calculator");
    assertThat(trace.path("data").has("thread.name")).isFalse();
  }

  @Test
  void programWithoutName_isCalledAsItsClientsKnowIt() throws IOException {
    BridgeOptions nameless = TestOptions.nameless(DSN);
    TransactionWriter writer =
        new TransactionWriter(nameless, new About(nameless), new Redaction(List.of()));
    TestSpanData asked = toolCall(1).with(McpAttributes.MCP_SERVER_NAME, "somebody-elses").build();
    assertThat(serviceName(writer, asked)).isEmpty();
    TestSpanData called =
        toolCall(1)
            .with(McpAttributes.MCP_SERVER_NAME, "orders")
            .with(McpAttributes.APP_CLIENT_FAMILY, "other")
            .build();
    assertThat(serviceName(writer, called)).isEqualTo("orders");
    assertThat(serviceName(writer, asked)).isEqualTo("orders");
  }

  private static String serviceName(TransactionWriter writer, SpanData root) throws IOException {
    writer.write(EVENT_ID, TypedSpan.of(root), null, List.of());
    return trace(new ObjectMapper().readTree(writer.payload().toByteArray()))
        .path("data")
        .path("service.name")
        .asText();
  }

  @Test
  void descendants_areSpansWithTheirParents() throws IOException {
    JsonNode tx =
        write(
            toolCall(1).build(),
            span("SELECT users", SpanKind.CLIENT, 2)
                .below(1)
                .with("db.system.name", "postgresql")
                .with("db.query.text", "SELECT * FROM users WHERE id = ?")
                .build());
    JsonNode child = tx.path("spans").get(0);
    assertThat(child.path("op").asText()).isEqualTo("db");
    assertThat(child.path("description").asText()).isEqualTo("SELECT * FROM users WHERE id = ?");
    assertThat(child.path("trace_id").asText()).isEqualTo(TRACE_ID);
    assertThat(child.path("span_id").asText()).isEqualTo(id(2));
    assertThat(child.path("parent_span_id").asText()).isEqualTo(id(1));
    assertThat(child.path("status").asText()).isEqualTo("ok");
    assertThat(child.path("data").path("db.system.name").asText()).isEqualTo("postgresql");
  }

  @Test
  void toolCall_speaksBothSpellings() throws IOException {
    JsonNode data =
        data(
            toolCall(1)
                .with(McpAttributes.JSONRPC_REQUEST_ID, "7")
                .with(McpAttributes.ERROR_TYPE, "tool_error")
                .with(McpAttributes.MCP_SENTRY_FAILURE, "tool_reported")
                .with(McpAttributes.GEN_AI_TOOL_CALL_RESULT, "{\"sum\":3}")
                .with(
                    McpAttributes.GEN_AI_TOOL_CALL_ARGUMENTS,
                    "{\"a\":1, \"b\" : \"x,}\\\"y\", \"c\":{\"d\":[1,2]}, \"e\":null}")
                .build());
    assertThat(data.path("gen_ai.tool.name").asText()).isEqualTo("add");
    assertThat(data.path("mcp.tool.name").asText()).isEqualTo("add");
    assertThat(data.path("jsonrpc.request.id").asText()).isEqualTo("7");
    assertThat(data.path("mcp.request.id").asText()).isEqualTo("7");
    assertThat(data.path("mcp.transport").asText()).isEqualTo("stdio");
    assertThat(data.path("mcp.tool.result.is_error").asBoolean()).isTrue();
    assertThat(data.path("mcp.tool.result.content").asText()).isEqualTo("{\"sum\":3}");
    assertThat(data.path("mcp.request.argument.a").asText()).isEqualTo("1");
    assertThat(data.path("mcp.request.argument.b").asText()).isEqualTo("\"x,}\\\"y\"");
    assertThat(data.path("mcp.request.argument.c").asText()).isEqualTo("{\"d\":[1,2]}");
    assertThat(data.path("mcp.request.argument.e").asText()).isEqualTo("null");
    assertThat(data.path("mcp.failure").asText()).isEqualTo("tool_reported");
    assertThat(data.has("mcp.sentry.failure")).isFalse();
  }

  @Test
  void manyOrCutArguments_areCapped() throws IOException {
    StringBuilder arguments = new StringBuilder("{");
    for (int i = 0; i < 100; i++) {
      arguments.append("\"k").append(i).append("\":").append(i).append(',');
    }
    JsonNode data =
        data(
            toolCall(1)
                .with(McpAttributes.GEN_AI_TOOL_CALL_ARGUMENTS, arguments + "\"cut\":\"he")
                .build());
    List<String> keys = new ArrayList<>();
    data.fieldNames().forEachRemaining(keys::add);
    assertThat(keys).filteredOn(key -> key.startsWith("mcp.request.argument.")).hasSize(32);
  }

  @Test
  void promptAndResource_speakBothSpellings() throws IOException {
    JsonNode prompt =
        data(
            span("prompts/get greet", SpanKind.SERVER, 1)
                .with(McpAttributes.MCP_METHOD_NAME, "prompts/get")
                .with(McpAttributes.GEN_AI_PROMPT_NAME, "greet")
                .with("gen_ai.prompt.variable.who", "Ada")
                .with(McpAttributes.NETWORK_TRANSPORT, "tcp")
                .build());
    assertThat(prompt.path("mcp.prompt.name").asText()).isEqualTo("greet");
    assertThat(prompt.path("mcp.request.argument.name").asText()).isEqualTo("greet");
    assertThat(prompt.path("mcp.request.argument.who").asText()).isEqualTo("Ada");
    assertThat(prompt.path("mcp.transport").asText()).isEqualTo("http");
    JsonNode resource =
        data(
            span("resources/read", SpanKind.SERVER, 1)
                .with(McpAttributes.MCP_METHOD_NAME, "resources/read")
                .with(McpAttributes.MCP_RESOURCE_URI, "file:///a")
                .build());
    assertThat(resource.path("mcp.resource.uri").asText()).isEqualTo("file:///a");
    assertThat(resource.path("mcp.resource.protocol").asText()).isEqualTo("file");
    assertThat(resource.path("mcp.request.argument.uri").asText()).isEqualTo("file:///a");
    assertThat(resource.path("mcp.transport").asText()).isEqualTo("unknown");
  }

  @Test
  void identity_leavesOnlyWhenAskedFor() throws IOException {
    SpanData call =
        toolCall(1)
            .with(McpAttributes.CLIENT_ADDRESS, "10.0.0.1")
            .with(McpAttributes.CLIENT_PORT, 5000L)
            .with("network.peer.address", "10.0.0.1")
            .with("user.id", "ada")
            .with("enduser.id", "ada")
            .with("user_agent.original", "inspector/1")
            .build();
    JsonNode data = data(call);
    assertThat(data.toString()).doesNotContain("10.0.0.1", "ada", "5000");
    assertThat(data.path("user_agent.original").asText()).isEqualTo("inspector/1");
    JsonNode asked =
        trace(write(TestOptions.of(DSN, 1.0, true), TypedSpan.of(call), List.of())).path("data");
    assertThat(asked.path("client.address").asText()).isEqualTo("10.0.0.1");
    assertThat(asked.path("client.port").asInt()).isEqualTo(5000);
    assertThat(asked.path("user.id").asText()).isEqualTo("ada");
    assertThat(asked.has("enduser.id")).isFalse();
  }

  @Test
  void jsonRpcVersion_isNoNetworkProtocolVersion() throws IOException {
    assertThat(
            data(toolCall(1).with("network.protocol.version", "2.0").build())
                .has("network.protocol.version"))
        .isFalse();
    assertThat(
            data(toolCall(1).with("network.protocol.version", "1.1").build())
                .path("network.protocol.version")
                .asText())
        .isEqualTo("1.1");
  }

  @Test
  void secretsInUrlsHeadersAndMessages_areMasked() throws IOException {
    JsonNode data =
        data(
            span("GET", SpanKind.CLIENT, 1)
                .with("http.request.method", "GET")
                .with("url.full", "https://ada:lovelace@host/x?api_key=abcdef")
                .with(
                    AttributeKey.stringArrayKey("http.request.header.authorization"),
                    List.of("Basic abcdefghijkl"))
                .failed("password=hunter2")
                .build());
    assertThat(data.toString()).doesNotContain("lovelace", "abcdef", "hunter2");
    assertThat(data.path("otel.status_description").asText()).isEqualTo("password=[Filtered]");
  }

  @Test
  void links_areKept() throws IOException {
    JsonNode link = trace(write(toolCall(1).linkedTo(8).build())).path("links").get(0);
    assertThat(link.path("trace_id").asText()).isEqualTo(TRACE_ID);
    assertThat(link.path("span_id").asText()).isEqualTo(id(8));
    assertThat(link.path("sampled").asBoolean()).isTrue();
  }

  @Test
  void events_areKeptWithoutStackTraces() throws IOException {
    TestSpans call = toolCall(1);
    for (int i = 0; i < 20; i++) {
      call.event(
          EventData.create(
              1_795_232_691_000_000_000L,
              "exception",
              Attributes.of(
                  AttributeKey.stringKey("exception.message"), "token=abc",
                  AttributeKey.stringKey("exception.stacktrace"), "at line 1",
                  AttributeKey.stringKey("enduser.id"), "joe",
                  AttributeKey.stringKey("password"), "hunter2",
                  AttributeKey.stringKey("timestamp"), "never")));
    }
    JsonNode data = data(call.build());
    assertThat(data.path("otel.dropped_events_count").asInt()).isEqualTo(10);
    JsonNode events = data.path("otel.events");
    assertThat(events).hasSize(10);
    assertThat(events.get(0).path("name").asText()).isEqualTo("exception");
    assertThat(events.get(0).path("timestamp").asDouble()).isEqualTo(1_795_232_691.0);
    JsonNode attributes = events.get(0).path("attributes");
    assertThat(attributes.path("exception.message").asText()).isEqualTo("token=[Filtered]");
    assertThat(attributes.path("password").asText()).isEqualTo("[Filtered]");
    assertThat(attributes.has("exception.stacktrace")).isFalse();
    assertThat(attributes.has("enduser.id")).isFalse();
  }

  @Test
  void addresses_loseSessionsAndSecrets() throws IOException {
    SpanData request =
        span("POST", SpanKind.CLIENT, 2)
            .below(1)
            .with("http.request.method", "POST")
            .with("url.full", "http://h/mcp/message;jsessionid=ABC?sessionId=8f1c&page=2")
            .with("url.query", "sessionId=8f1c&page=2")
            .with(
                AttributeKey.stringArrayKey("http.request.header.referer"),
                List.of("https://x/?token=abc"))
            .build();
    JsonNode span = write(toolCall(1).build(), request).path("spans").get(0);

    assertThat(span.path("description").asText())
        .isEqualTo("POST http://h/mcp/message;jsessionid=[Filtered]");
    JsonNode data = span.path("data");
    assertThat(data.path("url.full").asText())
        .isEqualTo("http://h/mcp/message;jsessionid=[Filtered]?sessionId=[Filtered]&page=2");
    assertThat(data.path("url.query").asText()).isEqualTo("sessionId=[Filtered]&page=2");
    assertThat(data.path("http.request.header.referer").get(0).asText())
        .isEqualTo("https://x/?token=[Filtered]");
  }

  @Test
  void moreThanAMebibyte_leavesSpansOut() throws IOException {
    List<TypedSpan> children = new ArrayList<>();
    for (int i = 2; i < 102; i++) {
      children.add(
          span("work", SpanKind.INTERNAL, i).below(1).with("text", "x".repeat(16_000)).typed());
    }
    TransactionWriter writer =
        new TransactionWriter(
            TestOptions.to(DSN), new About(TestOptions.to(DSN)), new Redaction(List.of()));
    int written = writer.write(EVENT_ID, toolCall(1).typed(), null, children);
    assertThat(written).isBetween(50, 60);
    assertThat(writer.payload().length()).isLessThan(1 << 20);
    assertThat(new ObjectMapper().readTree(writer.payload().toByteArray()).path("spans"))
        .hasSize(written);
  }

  private static JsonNode data(SpanData root) throws IOException {
    return trace(write(root)).path("data");
  }

  private static JsonNode trace(JsonNode transaction) {
    return transaction.path("contexts").path("trace");
  }

  private static JsonNode write(SpanData root, SpanData... children) throws IOException {
    return write(
        TestOptions.to(DSN), TypedSpan.of(root), Stream.of(children).map(TypedSpan::of).toList());
  }

  private static JsonNode write(BridgeOptions options, TypedSpan root, List<TypedSpan> children)
      throws IOException {
    TransactionWriter writer =
        new TransactionWriter(options, new About(options), new Redaction(List.of()));
    assertThat(
            writer.write(
                EVENT_ID, root, Identity.of(options).user(root.data().getAttributes()), children))
        .isEqualTo(children.size());
    return new ObjectMapper().readTree(writer.payload().toByteArray());
  }
}
