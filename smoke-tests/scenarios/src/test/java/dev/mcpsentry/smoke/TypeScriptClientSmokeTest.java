package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.mcp.Transport;
import org.junit.jupiter.api.Test;

/** A caller in another language, on another SDK. Skipped without Node. */
class TypeScriptClientSmokeTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void callWithContext_continuesTheCallersTrace() throws JsonProcessingException {
    try (FakeSentry sentry = FakeSentry.start();
        ChildJvm server = SdkProgram.current(Transport.STREAMABLE).watched(sentry).start()) {
      String url = "http://127.0.0.1:" + server.awaitReady() + "/mcp";
      JsonNode result = call(url);
      server.terminate();

      assertThat(result.path("content").path(0).path("text").asText()).isEqualTo("hi");
      assertThat(sentry.received().rejections()).isEmpty();
      Transaction echo = sentry.received().transaction("tools/call echo");
      assertThat(echo.traceId()).isEqualTo(TRACE);
      assertThat(echo.root().parentSpanId()).isEqualTo(SPAN);
      assertThat(echo.data("mcp.client.name")).isEqualTo("typescript-client");
    }
  }

  private static JsonNode call(String url) throws JsonProcessingException {
    String traceparent = "00-" + TRACE + "-" + SPAN + "-01";
    try (ChildJvm client =
        NodePrograms.client(url, "echo", "{\"text\":\"hi\"}", traceparent).start()) {
      assertThat(client.awaitExit().code()).as(client.stderr().toString()).isZero();
      return MAPPER.readTree(String.join("\n", client.stdout().lines()));
    }
  }
}
