package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code SENTRY_SESSION_MODE=application}, over the real SDK. */
class SessionModeTest {

  private static final String ID = "7e1f0a52-secret";

  @Test
  void operationsOfASession_areOneSession() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "application")) {
        call(sdk, "http", ID, null).end();
        call(sdk, "http", ID, "timeout").end();
        call(sdk, "http", "other", null).end();
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.payloads("sessions")).isEmpty();
      List<JsonNode> sessions = ingest.payloads("session");
      assertThat(sessions).hasSize(2);
      JsonNode session = sessions.get(0);
      assertThat(UUID.fromString(session.path("sid").asText()).version()).isEqualTo(8);
      assertThat(session.path("init").asBoolean()).isTrue();
      assertThat(session.path("status").asText()).isEqualTo("exited");
      assertThat(session.path("errors").asInt()).isEqualTo(1);
      assertThat(session.path("duration").isNumber()).isTrue();
      assertThat(session.has("did")).isFalse();
      assertThat(session.path("attrs").path("release").asText()).isEqualTo("app@1");
      assertThat(session.path("attrs").path("environment").asText()).isEqualTo("production");
      assertThat(sessions.toString()).doesNotContain(ID);
      assertThat(sessions.get(1).path("sid")).isNotEqualTo(session.path("sid"));
    }
  }

  @Test
  void manySessions_endWithTheirProcessInFewEnvelopes() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "application")) {
        for (int i = 0; i < 250; i++) {
          call(sdk, "http", "session " + i, null).end();
        }
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.payloads("session"))
          .hasSize(250)
          .allMatch(session -> session.path("status").asText().equals("exited"));
      Set<JsonNode> envelopes = Collections.newSetFromMap(new IdentityHashMap<>());
      ingest.items("session").forEach(item -> envelopes.add(item.envelope()));
      assertThat(envelopes).hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http, , exited, 0",
    "http, tool_reported, exited, 1",
    "http, tool_exception, crashed, 1",
    "http, aborted, abnormal, 0",
    "stdio, timeout, exited, 1"
  })
  void closedSession_endsAsItsWorstOperation(
      String transport, @Nullable String failure, String status, int errors) throws Exception {
    String id = transport.equals("stdio") ? null : ID;
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "application")) {
        call(sdk, transport, id, failure).end();
        sdk.flush();
        Span late = call(sdk, transport, id, null);
        close(sdk, transport, id);
        sdk.flush();
        late.end();
        sdk.flush();
      }
      List<JsonNode> updates = ingest.payloads("session");
      assertThat(updates)
          .extracting(update -> update.path("status").asText())
          .containsExactly("ok", status);
      assertThat(updates)
          .extracting(update -> update.path("init").asBoolean())
          .containsExactly(true, false);
      assertThat(updates.get(1).path("errors").asInt()).isEqualTo(errors);
      assertThat(updates.get(1).path("sid")).isEqualTo(updates.get(0).path("sid"));
      assertThat(updates.get(1).path("started")).isEqualTo(updates.get(0).path("started"));
    }
  }

  @Test
  void operationsWithoutASession_areCountedByMinute() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "application")) {
        call(sdk, "http", null, null).end();
      }
      assertThat(ingest.payloads("session")).isEmpty();
      assertThat(ingest.payloads("sessions")).hasSize(1);
    }
  }

  @Test
  void byDefault_operationsAreCounted() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "request")) {
        call(sdk, "http", ID, null).end();
        close(sdk, "http", ID);
      }
      assertThat(ingest.payloads("session")).isEmpty();
      assertThat(ingest.payloads("sessions")).hasSize(1);
    }
  }

  @Test
  void issueOfASessionThatClosed_saysSo() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "request")) {
        Span call = call(sdk, "http", ID, "tool_exception");
        close(sdk, "http", "other");
        close(sdk, "http", ID);
        sdk.flush();
        call.setStatus(StatusCode.ERROR);
        call.recordException(new IllegalStateException("closed"));
        call.end();
      }
      String issue = ingest.payloads("event").get(0).path("breadcrumbs").toString();
      assertThat(issue.split("session closed", -1)).hasSize(2);
    }
  }

  private static TestSdk sdk(FakeIngest ingest, String mode) {
    return new TestSdk(
        Map.of("sentry.dsn", ingest.dsn(), "sentry.release", "app@1", "sentry.session.mode", mode));
  }

  private static Span call(
      TestSdk sdk, String transport, @Nullable String id, @Nullable String failure) {
    Span span =
        sdk.tracer()
            .spanBuilder("tools/call")
            .setNoParent()
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call")
            .setAttribute(McpAttributes.APP_TRANSPORT, transport)
            .startSpan();
    if (id != null) {
      span.setAttribute(McpAttributes.MCP_SESSION_ID, id);
    }
    if (failure != null) {
      span.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, failure);
    }
    return span;
  }

  private static void close(TestSdk sdk, String transport, @Nullable String id) {
    var log =
        sdk.logger("dev.mcpsentry.test")
            .logRecordBuilder()
            .setContext(Context.root())
            .setSeverity(Severity.DEBUG)
            .setAttribute(McpAttributes.MCP_SENTRY_SESSION, "closed")
            .setAttribute(McpAttributes.APP_TRANSPORT, transport);
    if (id != null) {
      log.setAttribute(McpAttributes.MCP_SESSION_ID, id);
    }
    log.emit();
  }
}
