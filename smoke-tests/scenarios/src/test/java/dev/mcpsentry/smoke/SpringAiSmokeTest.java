package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotated methods on Spring AI, which turns their exceptions into results and codes. */
class SpringAiSmokeTest {

  static Stream<SpringProgram> programs() {
    Stream<SpringProgram> usual =
        Stream.of(
            new SpringProgram("spring-ai-1.1.8-webmvc", Transport.STATELESS),
            // the last of 1.1 for which Maven Central has this starter
            new SpringProgram("spring-ai-1.1.3-webflux", Transport.STREAMABLE),
            new SpringProgram("spring-ai-2.0.0-webmvc", Transport.SSE),
            new SpringProgram("spring-ai-2.0.1-webmvc", Transport.STREAMABLE),
            new SpringProgram("spring-ai-2.0.0-webflux", Transport.STATELESS));
    Stream<SpringProgram> wide =
        Stream.of(
            new SpringProgram("spring-ai-1.1.8-webmvc", Transport.SSE),
            new SpringProgram("spring-ai-1.1.8-webmvc", Transport.STREAMABLE),
            new SpringProgram("spring-ai-1.1.3-webflux", Transport.SSE),
            new SpringProgram("spring-ai-1.1.3-webflux", Transport.STATELESS),
            new SpringProgram("spring-ai-2.0.0-webmvc", Transport.STREAMABLE),
            new SpringProgram("spring-ai-2.0.0-webmvc", Transport.STATELESS),
            new SpringProgram("spring-ai-2.0.1-webmvc", Transport.SSE),
            new SpringProgram("spring-ai-2.0.1-webmvc", Transport.STATELESS),
            new SpringProgram("spring-ai-2.0.0-webflux", Transport.STREAMABLE),
            new SpringProgram("spring-ai-2.0.0-webflux", Transport.SSE));
    return Build.wholeMatrix() ? Stream.concat(usual, wide) : usual;
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyRequestIsOneTransactionAndTheSwallowedExceptionOneIssue(SpringProgram program) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served = Served.start(program.watched(sentry), program.transport())) {
      Map<String, String> expected = StandardSession.run(served.client(), program.transport());
      served.end();

      SessionExpectations.check(sentry.received(), expected, program.transport());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spring-ai-1.1.8-webmvc", "spring-ai-2.0.0-webmvc", "spring-ai-2.0.1-webmvc"})
  void exceptionOfAMethod_isOneIssueWhateverCodeIsMadeOfIt_andACallersMistakeIsNone(String row) {
    SpringProgram program = new SpringProgram(row, Transport.STREAMABLE);
    try (FakeSentry sentry = FakeSentry.start();
        Served served = Served.start(program.watched(sentry), program.transport()).initialized()) {
      McpClient client = served.client();
      failEverywhere(client);
      misuse(client);
      served.end();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(received.transactions("mcp.server"))
          .extracting(call -> call.name() + ": " + call.status())
          .containsExactlyInAnyOrder(
              "initialize: ok",
              "prompts/get fail_prompt: internal_error",
              "resources/read: internal_error",
              "completion/complete: internal_error",
              "tools/call fail_checked: internal_error",
              "resources/read: ok",
              "resources/read: ok",
              "prompts/get: ok",
              "tools/call count: ok");
      assertThat(received.transaction("tools/call count").data("mcp.failure"))
          .isEqualTo("invalid_arguments");
      assertThat(received.events())
          .extracting(event -> event.thrown().className() + ": " + event.thrown().message())
          .containsExactlyInAnyOrder(
              "java.lang.IllegalStateException: prompt on fire",
              "java.io.IOException: resource on fire",
              "java.lang.IllegalStateException: completion on fire",
              "java.io.IOException: tool on fire");
      assertThat(received.events())
          .extracting(event -> event.tag("mcp.failure"))
          .containsOnly("tool_exception");
    }
  }

  private static void failEverywhere(McpClient client) {
    client.request("prompts/get", params(Map.of("name", "fail_prompt")));
    client.request("resources/read", params(Map.of("uri", "demo://fail")));
    client.request(
        "completion/complete",
        params(
            Map.of(
                "ref", Map.of("type", "ref/prompt", "name", "fail_prompt"),
                "argument", Map.of("name", "name", "value", "A"))));
    // 2.0.1 lets a checked exception of a tool through, and then its transport answers HTTP 500
    client.tryRequest("tools/call", McpClient.toolCall("fail_checked", Map.of()));
  }

  private static void misuse(McpClient client) {
    client.request("resources/read", params(Map.of("uri", "demo://missing")));
    client.request("resources/read", params(Map.of("uri", "demo://nowhere")));
    client.request("prompts/get", params(Map.of("name", "no_such_prompt")));
    client.callTool("count", Map.of("number", "many"));
  }

  private static JsonNode params(Map<String, ?> params) {
    return new ObjectMapper().valueToTree(params);
  }
}
