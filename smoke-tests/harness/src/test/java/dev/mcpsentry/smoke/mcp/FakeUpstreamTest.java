package dev.mcpsentry.smoke.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeUpstreamTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void echo_isAnsweredAndRemembered() {
    try (FakeUpstream upstream = FakeUpstream.start(1);
        McpClient client = McpClient.http(upstream.port(), Map.of())) {
      JsonNode opened = client.initialize("2025-06-18");
      JsonNode echo = client.callTool("echo", Map.of("text", "hi"));

      assertThat(opened.at("/result/serverInfo/name").asText()).isEqualTo(FakeUpstream.NAME);
      assertThat(echo.at("/result/content/0/text").asText()).isEqualTo("hi");
      assertThat(upstream.calls())
          .extracting(call -> call.path("name").asText())
          .containsExactly("echo");
    }
  }

  @Test
  void twice_isTwoAnswersToOneRequest() {
    try (FakeUpstream upstream = FakeUpstream.start(1);
        McpClient client = McpClient.http(upstream.port(), Map.of())) {
      List<JsonNode> answers =
          client.raw(
              "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":"
                  + "{\"name\":\"twice\",\"arguments\":{\"text\":\"x\"}}}");

      assertThat(answers).hasSize(2).allMatch(answer -> answer.path("id").asInt() == 5);
    }
  }

  @Test
  void unansweredTools_getNoAnswer() {
    try (FakeUpstream upstream = FakeUpstream.start(1);
        McpClient client = McpClient.http(upstream.port(), Map.of())) {
      int never = start(client, "never");
      int wrongId = start(client, "wrong_id");

      assertThat(client.awaitReply(wrongId, SHORT)).isEmpty();
      assertThat(client.awaitReply(never, Duration.ZERO)).isEmpty();
      client.cut();
    }
  }

  @Test
  void together_answersWhenAllAreThere() {
    try (FakeUpstream upstream = FakeUpstream.start(2);
        McpClient client = McpClient.http(upstream.port(), Map.of())) {
      int first = start(client, "together");
      assertThat(client.awaitReply(first, SHORT)).isEmpty();

      int second = start(client, "together");

      assertThat(client.awaitReply(first, LONG)).isPresent();
      assertThat(client.awaitReply(second, LONG)).isPresent();
    }
  }

  private static int start(McpClient client, String tool) {
    return client.requestWithoutWaiting("tools/call", McpClient.toolCall(tool, Map.of()));
  }
}
