package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever knows a session's id can speak in it: switched on, the hash is all that leaves. */
class HashedSessionSmokeTest {

  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
      "capabilities":{},"clientInfo":{"name":"smoke-client","version":"1"}}}\
      """;

  @ParameterizedTest
  @CsvSource({"stream, request", "static, application", "otlp, request"})
  void id_isInNoSignal(String lifecycle, String sessions) {
    try (FakeSentry sentry = FakeSentry.start();
        ChildJvm child =
            SdkProgram.current(Transport.STREAMABLE)
                .watched(sentry)
                .environment("OTEL_INSTRUMENTATION_MCP_HASH_SESSION_ID", "true")
                .environment(
                    "OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_REQUEST_HEADERS",
                    "Mcp-Session-Id,User-Agent")
                .environment("SENTRY_TRACE_LIFECYCLE", lifecycle)
                .environment("SENTRY_SESSION_MODE", sessions)
                .environment("SENTRY_LOGS_LEVEL", "trace")
                .environment("SENTRY_METRICS_ALLOW", "*")
                .environment("SENTRY_RELEASE", "demo@1")
                .start()) {
      URI endpoint = URI.create("http://127.0.0.1:" + child.awaitReady() + "/mcp");
      String id =
          post(endpoint, null, INITIALIZE).headers().firstValue("Mcp-Session-Id").orElseThrow();
      post(endpoint, id, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
      for (String tool : new String[] {"echo", "fail", "soft_fail"}) {
        HttpResponse<String> answer = post(endpoint, id, call(tool));
        assertThat(answer.statusCode()).isEqualTo(200);
      }
      child.terminate();

      assertThat(sentry.received().rejections()).isEmpty();
      assertThat(sentry.received().transactions("mcp.server")).hasSizeGreaterThanOrEqualTo(4);
      assertThat(sentry.received().logs()).isNotEmpty();
      assertThat(sentry.count("event")).isPositive();
      assertThat(sentry.everything()).contains("smoke-client").doesNotContain(id);
      assertThat(sentry.received().transaction("tools/call echo").data("mcp.session.id"))
          .matches("[0-9a-f]{16}");
    }
  }

  private static String call(String tool) {
    return """
        {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"%s",\
        "arguments":{"text":"hi"}}}\
        """
        .formatted(tool);
  }

  private static HttpResponse<String> post(URI endpoint, @Nullable String session, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (session != null) {
      request.header("Mcp-Session-Id", session);
    }
    try {
      return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
