package dev.mcpsentry.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpsentry.smoke.ingest.ErrorEvent;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.ingest.TypedItem;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** AgentCat's fields, traces of sessions and what users are up to, on a real server. */
class AgentCatSmokeTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final SdkProgram PROGRAM = SdkProgram.current(Transport.STREAMABLE);

  @Test
  void row19_failures_areIssuesAndEveryOperationALine_byAgentCatsNames() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served = start(sentry)) {
      call(served.client(), "echo", Map.of());
      call(served.client(), "fail", Map.of());
      call(served.client(), "soft_fail", Map.of());
      served.end();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(received.events())
          .extracting(event -> event.tag("resource"))
          .containsExactlyInAnyOrder("fail", "soft_fail");
      received.events().forEach(AgentCatSmokeTest::check);
      Transaction echo = received.transaction("tools/call echo");
      assertThat(echo.data("event_type")).isEqualTo("tools/call");
      assertThat(echo.data("resource")).isEqualTo("echo");
      assertThat(echo.data("app.user.intent")).isEqualTo("look around, token=[Filtered]");
      List<TypedItem> lines =
          received.logs().stream().filter(log -> log.body().startsWith("MCP tools/call")).toList();
      assertThat(lines)
          .extracting(log -> log.json().path("level").asText() + " " + log.body())
          .containsExactlyInAnyOrder(
              "info MCP tools/call: echo",
              "error MCP tools/call: fail",
              "error MCP tools/call: soft_fail");
      TypedItem line =
          lines.stream().filter(log -> log.body().endsWith(" echo")).findFirst().orElseThrow();
      assertThat(line.traceId()).isEqualTo(echo.traceId());
      assertThat(line.json().path("span_id").asText()).isEqualTo(echo.spanId());
      assertThat(line.attribute("client_name")).isEqualTo(McpClient.NAME);
      assertThat(line.attribute("app.user.intent")).startsWith("look around");
      assertThat(received.metrics().toString()).doesNotContain("look around");
      assertThat(sentry.everything()).doesNotContain("s3same");
    }
  }

  private static void check(ErrorEvent event) {
    assertThat(event.tag("event_type")).isEqualTo("tools/call");
    assertThat(event.tag("client_name")).isEqualTo(McpClient.NAME);
    assertThat(event.tag("server_name")).isNotBlank();
    assertThat(event.json().path("tags").toString()).doesNotContain("look around");
    JsonNode extra = event.json().path("extra");
    assertThat(extra.path("duration_ms").isIntegralNumber()).isTrue();
    assertThat(extra.path("session_id").asText()).isNotBlank();
    assertThat(extra.path("project_id").asText()).isNotBlank();
    assertThat(extra.path("client_version").asText()).isEqualTo(McpClient.VERSION);
    assertThat(extra.path("server_version").asText()).isNotBlank();
    assertThat(extra.path("user_intent").asText()).isEqualTo("look around, token=[Filtered]");
  }

  @Test
  void row20_callsOfASession_areOneTrace_unlessTheirCallerNamesOne() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served = start(sentry);
        McpClient other = PROGRAM.transport().connect(served.child(), served.port(), Map.of())) {
      other.initialize(PROGRAM.transport().protocolVersion());
      for (McpClient client : List.of(served.client(), other)) {
        for (int i = 0; i < 3; i++) {
          call(client, "echo", Map.of());
        }
      }
      call(other, "echo", Map.of("traceparent", "00-" + TRACE + "-" + SPAN + "-01"));
      served.end();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      List<Transaction> calls =
          received.transactions("mcp.server").stream()
              .filter(call -> call.name().equals("tools/call echo"))
              .toList();
      assertThat(calls).hasSize(7);
      Map<String, Long> traces =
          calls.stream()
              .collect(Collectors.groupingBy(Transaction::traceId, Collectors.counting()));
      Set<String> sessions =
          calls.stream()
              .map(call -> traceOf(String.valueOf(call.data("mcp.session.id"))))
              .collect(Collectors.toSet());
      assertThat(sessions).hasSize(2);
      assertThat(traces.remove(TRACE)).isEqualTo(1);
      assertThat(traces.keySet()).isEqualTo(sessions);
      assertThat(traces.values()).containsOnly(3L);
      assertThat(calls).allMatch(call -> call.root().links().size() == 1);
    }
  }

  @Test
  void row17_toolsList_isTheSameAsWithoutIt() {
    try (FakeSentry sentry = FakeSentry.start();
        Served watched = start(sentry);
        Served plain = Served.start(PROGRAM.plain(), PROGRAM.transport()).initialized()) {
      assertThat(watched.client().request("tools/list", null))
          .hasToString(plain.client().request("tools/list", null).toString());
    }
  }

  private static Served start(FakeSentry sentry) {
    return Served.start(
            PROGRAM
                .watched(sentry)
                .environment("OTEL_INSTRUMENTATION_MCP_AGENTCAT_FIELDS", "true")
                .environment("OTEL_INSTRUMENTATION_MCP_SESSION_TRACES", "true")
                .environment(
                    "OTEL_INSTRUMENTATION_MCP_RULES",
                    "app.user.intent = meta:/intent, arg:/context"),
            PROGRAM.transport())
        .initialized();
  }

  private static void call(McpClient client, String tool, Map<String, String> meta) {
    ObjectNode params =
        McpClient.toolCall(tool, Map.of("text", "hi", "context", "look around, token=s3same"));
    if (!meta.isEmpty()) {
      meta.forEach(params.putObject("_meta")::put);
    }
    JsonNode unused = client.request("tools/call", params);
  }

  private static String traceOf(String session) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(session.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
