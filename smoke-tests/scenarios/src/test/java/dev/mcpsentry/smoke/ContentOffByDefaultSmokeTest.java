package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.smoke.ingest.ExceptionValue;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arguments and results stay home unless asked for. */
class ContentOffByDefaultSmokeTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String WORD = "plainword4711";
  private static final String SECRET = "hunter2-4711";

  private static final String RULES =
      "app.name = text:x; app.kind = arg:/kind | map(red=>warm, blue=>cold);"
          + " app.word = arg:/password when tool=fail;"
          + " app.tier = env:TIER";

  static Stream<Transport> transports() {
    return Build.rows(
        List.of(Transport.STDIO, Transport.STREAMABLE),
        List.of(Transport.SSE, Transport.STATELESS));
  }

  @ParameterizedTest
  @MethodSource("transports")
  void byDefault_noContentIsInAnyEnvelope(Transport transport) {
    try (FakeSentry sentry = FakeSentry.start()) {
      run(SdkProgram.current(transport).watched(sentry), transport);

      assertThat(sentry.received().transactions("mcp.server")).hasSize(6);
      assertThat(sentry.everything()).doesNotContain(WORD).doesNotContain(SECRET);
      assertThat(sentry.everything()).as("prompt text").doesNotContain("Hello, ");
      assertThat(sentry.everything()).as("resource text").doesNotContain("Hello from");
      assertThat(sentry.received().transaction("tools/call soft_fail").data("error.message"))
          .as("an attribute of the log alone")
          .isNull();
      Transaction echo = sentry.received().transaction("tools/call echo");
      assertThat(Integer.parseInt(echo.data("gen_ai.tool.call.result.size"))).isPositive();
      assertThat(echo.data("mcp.tool.result.content_count")).isEqualTo("1");
      assertThat(echo.data("mcp.tool.result.content_type")).isEqualTo("text");
    }
  }

  @Test
  void reasonOfAFailure_isThere_unlessSwitchedOff() {
    for (boolean told : new boolean[] {true, false}) {
      try (FakeSentry sentry = FakeSentry.start()) {
        run(
            SdkProgram.current(Transport.STREAMABLE)
                .watched(sentry)
                .environment("OTEL_INSTRUMENTATION_MCP_CAPTURE_ERROR_TEXT", String.valueOf(told)),
            Transport.STREAMABLE);

        assertThat(sentry.everything().contains("did not work out")).isEqualTo(told);
        assertThat(sentry.received().logs())
            .filteredOn(log -> log.body().equals("MCP tools/call soft_fail: tool_reported"))
            .hasSize(1);
      }
    }
  }

  @Test
  void argumentsAskedFor_areThereRedacted() {
    try (FakeSentry sentry = FakeSentry.start()) {
      run(
          SdkProgram.current(Transport.STREAMABLE)
              .watched(sentry)
              .environment("OTEL_INSTRUMENTATION_MCP_CAPTURE_ARGUMENTS", "true"),
          Transport.STREAMABLE);

      Transaction echo = sentry.received().transaction("tools/call echo");
      assertThat(echo.data("mcp.request.argument.text")).contains(WORD);
      assertThat(echo.data("gen_ai.tool.call.arguments")).contains(WORD).contains("password");
      assertThat(echo.data("gen_ai.tool.call.result")).isNull();
      assertThat(sentry.everything()).doesNotContain(SECRET);
    }
  }

  @Test
  void resultsAskedFor_areThere() {
    try (FakeSentry sentry = FakeSentry.start()) {
      run(
          SdkProgram.current(Transport.STREAMABLE)
              .watched(sentry)
              .environment("OTEL_INSTRUMENTATION_MCP_CAPTURE_RESULTS", "true"),
          Transport.STREAMABLE);

      Transaction echo = sentry.received().transaction("tools/call echo");
      assertThat(echo.data("mcp.tool.result.content")).contains(WORD);
      assertThat(echo.data("gen_ai.tool.call.arguments")).isNull();
      Transaction prompt = sentry.received().transaction("prompts/get greet");
      assertThat(prompt.data("mcp.prompt.result.message_content")).contains("Hello, ");
      Transaction refused = sentry.received().transaction("tools/call soft_fail");
      assertThat(refused.data("mcp.tool.result.content")).contains("did not work out");
      assertThat(refused.data("gen_ai.tool.call.result")).contains("did not work out");
      assertThat(sentry.everything()).doesNotContain(SECRET);
    }
  }

  @Test
  void contentByToolAndKey_isThatAndNoMore_andRulesTellTheRest() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                    SdkProgram.current(Transport.STREAMABLE)
                        .watched(sentry)
                        .environment("OTEL_INSTRUMENTATION_MCP_CAPTURE_ARGUMENTS", "true")
                        .environment("OTEL_INSTRUMENTATION_MCP_CAPTURE_RESULTS", "true")
                        .environment("OTEL_INSTRUMENTATION_MCP_CAPTURE_TOOLS", "*,!context,!fail")
                        .environment("OTEL_INSTRUMENTATION_MCP_CAPTURE_KEYS", "*.text")
                        .environment("OTEL_INSTRUMENTATION_MCP_CAPTURE_ERROR_TEXT", "false")
                        .environment("TIER", "gold")
                        .environment("OTEL_INSTRUMENTATION_MCP_RULES", RULES),
                    Transport.STREAMABLE)
                .initialized()) {
      served.client().callTool("echo", Map.of("text", WORD, "note", "plainword0815"));
      served.client().callTool("context", Map.of("text", "plainword0815"));
      served
          .client()
          .callTool("fail", Map.of("text", "red hat", "kind", "red", "password", SECRET));
      List<String> stderr = served.child().stderr().lines();
      served.end();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      Transaction echo = received.transaction("tools/call echo");
      assertThat(echo.data("gen_ai.tool.call.arguments")).isEqualTo("{\"text\":\"%s\"}", WORD);
      assertThat(echo.data("gen_ai.tool.call.arguments.text")).isEqualTo(WORD);
      assertThat(echo.data("gen_ai.tool.call.result")).doesNotContain(WORD);
      assertThat(Integer.parseInt(echo.data("gen_ai.tool.call.result.size"))).isPositive();
      assertThat(sentry.everything()).doesNotContain("plainword0815", SECRET);
      Transaction failed = received.transaction("tools/call fail");
      assertThat(failed.data("app.kind")).isEqualTo("warm");
      assertThat(failed.data("app.word")).isEqualTo("[Filtered]");
      assertThat(received.events())
          .singleElement()
          .satisfies(
              issue -> {
                assertThat(issue.exceptions())
                    .extracting(ExceptionValue::className)
                    .contains(
                        "java.lang.IllegalStateException", "java.lang.IllegalArgumentException");
                assertThat(issue.exceptions()).allMatch(thrown -> thrown.message().isEmpty());
                assertThat(issue.tag("app.kind")).isEqualTo("warm");
                assertThat(issue.tag("app.tier")).isEqualTo("gold");
              });
      assertThat(stderr)
          .anyMatch(
              line ->
                  line.contains(
                      "OTEL_INSTRUMENTATION_MCP_RULES, line 1, column 1: app.name is Sentry's own"));
    }
  }

  private static void run(JavaProgram program, Transport transport) {
    try (Served served = Served.start(program, transport).initialized()) {
      served.client().callTool("echo", Map.of("text", WORD, "password", SECRET));
      served.client().callTool("context", Map.of("api_key", SECRET));
      served.client().callTool("soft_fail", Map.of("note", WORD));
      served
          .client()
          .request(
              "prompts/get",
              MAPPER.valueToTree(Map.of("name", "greet", "arguments", Map.of("name", WORD))));
      served
          .client()
          .request("resources/read", MAPPER.valueToTree(Map.of("uri", "demo://greeting")));
      served.end();
    }
  }
}
