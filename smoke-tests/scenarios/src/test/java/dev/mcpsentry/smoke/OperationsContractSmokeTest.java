package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mcpsentry.smoke.ingest.ErrorEvent;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.ingest.TypedItem;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What whoever is on call finds of HTTP requests: counted, on spans, on lines, in issues. Each test
 * is called after its row of the contract, of which the others stand where their subject is: the
 * JDK's server in {@link JdkHttpServerSmokeTest}, refusals in {@link AccessSmokeTest}, limits in
 * {@link RateLimitSmokeTest}, authorization servers in {@link OauthSmokeTest}, users in {@link
 * IdentitySmokeTest} and {@link QuarkusMicronautIdentitySmokeTest}, AgentCat, traces of sessions
 * and intents in {@link AgentCatSmokeTest}, the catalogue and the runbook in {@link
 * RunbookSmokeTest}, {@code doctor} in {@link DoctorSmokeTest}; counts of results (row 13), what
 * rules make of texts (14), servers without a hook (10) and faults (24) in unit tests of {@code
 * Rules} and {@code HttpWatch}.
 */
class OperationsContractSmokeTest {

  private static final String RESPONSE = "app.server.response";

  @ParameterizedTest
  @ValueSource(strings = {"sdk-2.1.0", "spring-ai-2.0.1-webmvc", "spring-ai-2.0.0-webflux"})
  void row01_answerIsCounted_withTheTraceOfItsRequest(String row) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served = start(program(row, sentry), Map.of("User-Agent", "claude-code/2.0"))) {
      served.client().callTool("echo", Map.of("text", "hi"));
      status(served, "OPTIONS", "/mcp", Map.of());
      status(served, "GET", "/health", Map.of());
      served.end();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      List<TypedItem> responses = metrics(received, RESPONSE);
      assertThat(responses)
          .allSatisfy(
              response -> {
                assertThat(response.json().path("type").asText()).isEqualTo("counter");
                assertThat(response.json().has("unit")).isFalse();
                assertThat(response.attribute("http.route")).isEqualTo("/mcp");
                assertThat(response.attribute("http.request.method")).isNotEqualTo("OPTIONS");
                assertThat(response.attribute("app.route.group")).isEqualTo("mcp");
                assertThat(response.attribute("app.client.family")).isEqualTo("claude-code");
              });
      List<TypedItem> called =
          responses.stream()
              .filter(r -> "200".equals(r.attribute("http.response.status_code")))
              .filter(r -> "POST".equals(r.attribute("http.request.method")))
              .toList();
      assertThat(called).isNotEmpty();
      assertThat(called.get(0).attribute("app.response.status_class")).isEqualTo("2xx");
      Set<String> requests =
          received.transactions("http.server").stream()
              .map(Transaction::traceId)
              .collect(Collectors.toSet());
      assertThat(requests).containsAll(responses.stream().map(TypedItem::traceId).toList());
      Transaction echo = received.transaction("tools/call echo");
      assertThat(echo.data("app.route.group")).isEqualTo("mcp");
      assertThat(echo.data("app.access.method")).isEqualTo("none");
      assertThat(received.transactions("http.server"))
          .filteredOn(request -> request.name().startsWith("POST"))
          .isNotEmpty()
          .allSatisfy(
              request -> assertThat(request.data("app.response.status_class")).isEqualTo("2xx"));
    }
  }

  @Test
  void row02_templateOfTheUser_isTheRoute_andItsVariablesAreTold() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            start(
                program("spring-ai-2.0.1-webmvc", sentry)
                    .environment(
                        "OTEL_INSTRUMENTATION_MCP_ROUTES", "mcp=/{product}/{tenant?};wrong"),
                Map.of())) {
      served.client().callTool("fail", Map.of());
      status(served, "GET", "/mcp/acme", Map.of());
      served.end();

      Received received = sentry.received();
      assertThat(metrics(received, RESPONSE))
          .isNotEmpty()
          .allMatch(r -> "/{product}/{tenant?}".equals(r.attribute("http.route")));
      Transaction fail = received.transaction("tools/call fail");
      assertThat(fail.data("app.constraint.product")).isEqualTo("mcp");
      assertThat(received.events().get(0).tag("app.constraint.product")).isEqualTo("mcp");
      assertThat(metrics(received, RESPONSE).toString()).doesNotContain("acme");
      assertThat(served.child().stderr().toString())
          .contains("OTEL_INSTRUMENTATION_MCP_ROUTES")
          .contains("wrong");
    }
  }

  @Test
  void row03_modes_areFlagsOnSpans_andWordsOnMetrics() throws IOException, InterruptedException {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            start(
                program("sdk-2.1.0", sentry)
                    .environment("OTEL_INSTRUMENTATION_MCP_SERVER_MODES", "agent,experimental"),
                Map.of())) {
      McpClient client =
          McpClient.http(
              URI.create("http://127.0.0.1:%d/mcp?agent=1".formatted(served.port())), Map.of());
      client.initialize(Transport.STREAMABLE.protocolVersion());
      client.callTool("echo", Map.of("text", "hi"));
      client.close();
      served.end();

      Received received = sentry.received();
      Transaction echo = received.transaction("tools/call echo");
      assertThat(echo.data("app.server.mode.agent")).isEqualTo("true");
      assertThat(echo.data("app.server.mode.experimental")).isNull();
      assertThat(metrics(received, RESPONSE))
          .anySatisfy(
              response -> {
                assertThat(response.attribute("app.server.mode.agent")).isEqualTo("true");
                assertThat(response.attribute("app.server.mode.experimental")).isEqualTo("false");
              });
    }
  }

  @Test
  void row04_whatTheSamplerDrops_isCounted() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            start(
                program("sdk-2.1.0", sentry).environment("OTEL_TRACES_SAMPLER", "always_off"),
                Map.of("Authorization", "Bearer aaa.bbb.ccc"))) {
      for (int i = 0; i < 10; i++) {
        served.client().callTool("echo", Map.of("text", "hi"));
      }
      served.end();

      Received received = sentry.received();
      assertThat(received.transactions()).isEmpty();
      double posts =
          metrics(received, RESPONSE).stream()
              .filter(r -> "200".equals(r.attribute("http.response.status_code")))
              .filter(r -> "POST".equals(r.attribute("http.request.method")))
              .mapToDouble(r -> r.json().path("value").asDouble())
              .sum();
      // initialize too
      assertThat(posts).isEqualTo(11);
      assertThat(metrics(received, RESPONSE))
          .allMatch(r -> "grant".equals(r.attribute("app.access.method")));
      assertThat(sentry.everything()).doesNotContain("aaa.bbb");
    }
  }

  @Test
  void row15_schemeOfAResource_isItsType() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served = start(program("sdk-2.1.0", sentry), Map.of())) {
      for (int i = 0; i < 60; i++) {
        served
            .client()
            .tryRequest(
                "resources/read",
                JsonNodeFactory.instance.objectNode().put("uri", "scheme" + i + "://x"));
      }
      served.end();

      Received received = sentry.received();
      assertThat(received.transactions("mcp.server"))
          .filteredOn(span -> span.name().startsWith("resources/read"))
          .hasSize(60)
          .allMatch(span -> String.valueOf(span.data("app.resource.type")).startsWith("scheme"));
      Set<String> types =
          metrics(received, "mcp.server.operation.duration").stream()
              .map(metric -> String.valueOf(metric.attribute("app.resource.type")))
              .filter(type -> !type.equals("null"))
              .collect(Collectors.toSet());
      assertThat(types).hasSizeLessThanOrEqualTo(51).contains("_OTHER", "scheme0");
    }
  }

  @Test
  void row16_campaignAndReferrer_areWordsOfAList() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            start(
                program("spring-ai-2.0.1-webmvc", sentry)
                    .environment(
                        "OTEL_INSTRUMENTATION_MCP_RULES",
                        "app.utm_source = query:utm_source | in(plugin)"),
                Map.of(
                    "X-Utm-Source", "plugin", "Referer", "https://docs.sentry.io/page?secret=1"))) {
      served.client().callTool("echo", Map.of("text", "hi"));
      status(served, "GET", "/mcp?utm_source=evil", Map.of("Referer", "no url: secret"));
      served.end();

      Received received = sentry.received();
      Transaction echo = received.transaction("tools/call echo");
      assertThat(echo.data("app.utm_source")).isEqualTo("plugin");
      assertThat(echo.data("app.referrer.family")).isEqualTo("sentry-docs");
      assertThat(metrics(received, RESPONSE))
          .extracting(r -> r.attribute("app.utm_source"))
          .contains("plugin", "other");
      assertThat(metrics(received, RESPONSE))
          .extracting(r -> r.attribute("app.referrer.family"))
          .contains("sentry-docs", "other");
      assertThat(metrics(received, RESPONSE).toString()).doesNotContain("secret", "evil");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "errors", "off"})
  void row18_lines_areAllOrThoseOfFailuresOrNone(String lines) {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            start(
                program("sdk-2.1.0", sentry).environment("OTEL_INSTRUMENTATION_MCP_LOGS", lines),
                Map.of())) {
      served.client().callTool("echo", Map.of("text", "hi"));
      served.client().callTool("fail", Map.of());
      status(served, "POST", "/mcp", Map.of("Content-Type", "application/json"));
      served.end();

      Received received = sentry.received();
      List<TypedItem> told =
          received.logs().stream()
              .filter(
                  log -> log.body().startsWith("MCP tools/call") || log.body().equals("POST /mcp"))
              .toList();
      if (lines.equals("off")) {
        assertThat(told).isEmpty();
        return;
      }
      List<TypedItem> requests =
          told.stream().filter(log -> log.body().equals("POST /mcp")).toList();
      assertThat(requests)
          .isNotEmpty()
          .allSatisfy(
              line -> {
                assertThat(line.json().path("level").asText()).isEqualTo("info");
                assertThat(line.attribute("app.request.duration_ms")).matches("\\d+");
                assertThat(line.attribute("http.route")).isEqualTo("/mcp");
              });
      assertThat(requests)
          .anyMatch(line -> line.attribute("http.response.status_code").startsWith("4"));
      if (lines.equals("all")) {
        Transaction echo = received.transaction("tools/call echo");
        TypedItem line =
            told.stream()
                .filter(log -> log.body().equals("MCP tools/call: echo"))
                .findFirst()
                .orElseThrow();
        assertThat(line.json().path("level").asText()).isEqualTo("info");
        assertThat(line.traceId()).isEqualTo(echo.traceId());
        assertThat(told)
            .anyMatch(
                log ->
                    log.body().equals("MCP tools/call: fail")
                        && log.json().path("level").asText().equals("error"));
      } else {
        assertThat(told).noneMatch(log -> log.body().contains("echo"));
        assertThat(requests)
            .allMatch(line -> line.attribute("http.response.status_code").startsWith("4"));
      }
    }
  }

  @Test
  void row21_issueOfATool_hasTheTagsToLookFor() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            start(program("spring-ai-2.0.1-webmvc", sentry), Map.of("User-Agent", "cursor/1"))) {
      served.client().callTool("fail", Map.of());
      served.end();

      ErrorEvent issue = sentry.received().events().get(0);
      assertThat(issue.tag("http.route")).isEqualTo("/mcp");
      assertThat(issue.tag("gen_ai.tool.name")).isEqualTo("fail");
      assertThat(issue.tag("app.client.family")).isEqualTo("cursor");
      assertThat(issue.tag("app.route.group")).isEqualTo("mcp");
      issue
          .json()
          .path("tags")
          .fieldNames()
          .forEachRemaining(key -> assertThat(key).hasSizeLessThanOrEqualTo(32));
    }
  }

  @Test
  void row22_withoutPropagators_itIsCountedWithoutWhatHeadersTell() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            start(program("sdk-2.1.0", sentry).environment("OTEL_PROPAGATORS", "none"), Map.of())) {
      served.client().callTool("echo", Map.of("text", "hi"));
      served.end();

      assertThat(metrics(sentry.received(), RESPONSE))
          .isNotEmpty()
          .allMatch(r -> r.attribute("app.access.method") == null)
          .allMatch(r -> "mcp".equals(r.attribute("app.route.group")));
      assertThat(served.child().stderr().toString()).containsOnlyOnce("OTEL_PROPAGATORS");
    }
  }

  @Test
  void row23_hostileCallers_makeFewSetsOfAttributes() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served = start(program("spring-ai-2.0.1-webmvc", sentry), Map.of())) {
      served.client().callTool("echo", Map.of("text", "hi"));
      for (int i = 0; i < 700; i++) {
        status(
            served,
            "M" + i,
            "/mcp/" + i + "?utm_source=" + i + "&client_id=" + i,
            Map.of(
                "User-Agent", "agent " + i,
                "Referer", "https://host" + i + ".example/",
                "X-Utm-Source", "source" + i,
                "Authorization", "scheme" + i + " secret" + i));
      }
      served.client().callTool("echo", Map.of("text", "hi"));
      served.end();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      List<TypedItem> responses = metrics(received, RESPONSE);
      assertThat(
              responses.stream()
                  .map(r -> r.json().path("attributes").toString())
                  .collect(Collectors.toSet()))
          .hasSizeLessThan(20);
      assertThat(responses.stream().mapToDouble(r -> r.json().path("value").asDouble()).sum())
          .isGreaterThan(700);
      assertThat(responses.toString()).doesNotContain("secret", "source6", "host6", "/mcp/6");
    }
  }

  private static JavaProgram program(String row, FakeSentry sentry) {
    return row.startsWith("spring")
        ? new SpringProgram(row, Transport.STREAMABLE).watched(sentry)
        : new SdkProgram(row.substring("sdk-".length()), Transport.STREAMABLE, false)
            .watched(sentry);
  }

  private static Served start(JavaProgram program, Map<String, String> headers) {
    return Served.start(program, Transport.STREAMABLE, headers).initialized();
  }

  private static List<TypedItem> metrics(Received received, String name) {
    return received.metrics().stream().filter(metric -> metric.name().equals(name)).toList();
  }

  private static int status(
      Served served, String method, String pathAndQuery, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(served.port(), pathAndQuery)))
            .method(method, HttpRequest.BodyPublishers.ofString("{"));
    headers.forEach(request::header);
    try {
      return HttpClient.newHttpClient()
          .send(request.build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
