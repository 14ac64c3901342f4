package dev.mcpsentry.sentry;

import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.ingest.Item;
import dev.mcpsentry.sentry.planted.Place;
import dev.mcpsentry.sentry.planted.Secret;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of every format, in every place of every string that leaves: none is on the wire. */
class PlantedSecretsTest {

  private static final String CONTROL = "harmless words";
  private static final int CALLS_BETWEEN_FLUSHES = 10;

  private int planted;

  @ParameterizedTest
  @ValueSource(strings = {"static", "stream", "otlp"})
  void plantedSecrets_areNotOnTheWire(String lifecycle) throws Exception {
    Map<String, Secret> byTrace = new HashMap<>();
    Map<String, String> texts = new HashMap<>();
    List<String> leaks = new ArrayList<>();
    // else it would not be seen if nothing at all were sent
    Set<String> toldBySpans = new HashSet<>();
    Set<String> toldByIssues = new HashSet<>();
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk =
          new TestSdk(Map.of("sentry.dsn", ingest.dsn(), "sentry.trace.lifecycle", lifecycle))) {
        for (Place place : Place.values()) {
          for (Secret secret : Secret.all(new Random(4711 + place.ordinal()))) {
            String text = place.with(secret.text());
            String trace = call(sdk, text, secret);
            byTrace.put(trace, secret);
            texts.put(trace, place + " " + secret.format());
            if (byTrace.size() % CALLS_BETWEEN_FLUSHES == 0) {
              sdk.flush();
            }
          }
        }
      }
      assertThat(ingest.faults()).isEmpty();
      // what the operation failed with, and what was recorded below
      assertThat(ingest.items("event")).hasSize(2 * byTrace.size());
      for (Sent sent : sent(ingest)) {
        Secret secret = byTrace.get(sent.trace());
        if (secret != null) {
          if (isSeen(secret, sent.text())) {
            leaks.add(texts.get(sent.trace()) + " in " + sent.type() + around(secret, sent.text()));
          }
          if (sent.text().contains(CONTROL)) {
            (sent.type().equals("event") ? toldByIssues : toldBySpans).add(sent.trace());
          }
        }
      }
      assertThat(toldByIssues).isEqualTo(byTrace.keySet());
      assertThat(toldBySpans).isEqualTo(byTrace.keySet());
    }
    System.err.printf("%s: %d secrets planted, %d seen%n", lifecycle, planted, leaks.size());
    assertThat(leaks).isEmpty();
    assertThat(planted).isGreaterThan(10_000);
  }

  /** Something on the wire that belongs to one trace. */
  private record Sent(String type, String trace, String text) {}

  private static List<Sent> sent(FakeIngest ingest) throws InvalidProtocolBufferException {
    List<Sent> sent = new ArrayList<>();
    for (Item item : ingest.items()) {
      String trace = item.envelope().path("trace").path("trace_id").asText();
      sent.add(new Sent(item.type(), trace, item.envelope() + "\n" + item.payload()));
    }
    for (byte[] export : ingest.exports()) {
      for (ResourceSpans resource :
          ExportTraceServiceRequest.parseFrom(export).getResourceSpansList()) {
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          for (var span : scope.getSpansList()) {
            String trace = HexFormat.of().formatHex(span.getTraceId().toByteArray());
            sent.add(new Sent("export", trace, resource.getResource() + "\n" + span));
          }
        }
      }
    }
    return sent;
  }

  // everything an application, a caller or a library may put a string into
  private String call(TestSdk sdk, String text, Secret secret) {
    Span call =
        sdk.tracer()
            .spanBuilder(plant("tools/call " + text))
            .setSpanKind(SpanKind.SERVER)
            .setParent(Context.root())
            .setAttribute(McpAttributes.MCP_METHOD_NAME, "tools/call")
            .setAttribute(McpAttributes.GEN_AI_TOOL_NAME, plant(text))
            .setAttribute(McpAttributes.MCP_CLIENT_NAME, plant(text))
            .setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception")
            .setAttribute("control", CONTROL)
            .startSpan();
    call.setAttribute("note", plant(text));
    call.setAttribute(stringArrayKey("notes"), List.of("a", plant(text)));
    call.setAttribute(plant(text), 1L);
    call.setAttribute("password", plant(secret.text()));
    call.setAttribute("a.name", "db.password").setAttribute("a.value", plant(secret.hidden()));
    call.setAttribute(
        stringArrayKey("process.command_args"), List.of("--password", plant(secret.hidden())));
    call.setAttribute(stringArrayKey("http.request.header.x-note"), List.of(plant(text)));
    call.setAttribute(
        stringArrayKey("http.request.header.cookie"), List.of(plant(secret.hidden())));
    call.setAttribute("http.request.header.mcp-param-city", plant(secret.hidden()));
    call.setAttribute(McpAttributes.GEN_AI_TOOL_CALL_ARGUMENTS, plant(text));
    call.setAttribute(McpAttributes.GEN_AI_TOOL_CALL_RESULT, plant(text));
    call.setAttribute(McpAttributes.MCP_RESOURCE_URI, plant(text));
    call.addEvent(plant(text), Attributes.of(stringKey("note"), plant(text)));
    call.setStatus(StatusCode.ERROR, plant(text));
    Throwable thrown =
        new IllegalStateException(
            plant(text), new RuntimeException(CONTROL, new SQLException(plant(text))));
    thrown.addSuppressed(new RuntimeException(plant(text)));
    call.recordException(thrown);
    Context below = Context.root().with(call);
    sdk.tracer()
        .spanBuilder(plant(text))
        .setParent(below)
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("http.request.method", "POST")
        .setAttribute("url.full", plant(text))
        .setAttribute("url.query", plant(text))
        .startSpan()
        .setStatus(StatusCode.ERROR, plant(text))
        .end();
    sdk.tracer()
        .spanBuilder("SELECT")
        .setParent(below)
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("db.system.name", "postgresql")
        .setAttribute("db.query.text", plant(text))
        .startSpan()
        .end();
    sdk.logger("orders")
        .logRecordBuilder()
        .setContext(below)
        .setSeverity(Severity.WARN)
        .setBody(plant(text))
        .setAttribute(stringKey("note"), plant(text))
        .setAttribute(stringKey("password"), plant(secret.hidden()))
        .setAttribute(stringKey("control"), CONTROL)
        .setException(new SQLException(plant(text)))
        .emit();
    sdk.tracer()
        .spanBuilder(plant(text))
        .setParent(below)
        .setAttribute("api.token", plant(secret.hidden()))
        .startSpan()
        .end();
    sdk.tracer()
        .spanBuilder("own words")
        .setParent(below)
        .setAttribute("sentry.op", plant(text))
        .setAttribute("sentry.origin", plant(text))
        .startSpan()
        .addEvent(
            "step",
            Attributes.builder()
                .put("note", plant(text))
                .put("password", plant(secret.hidden()))
                .put(stringArrayKey("notes"), "a", plant(text))
                .put("enduser.id", plant(secret.hidden()))
                .build())
        .recordException(
            new IllegalStateException(plant(text)),
            Attributes.builder()
                .put("note", plant(text))
                .put(plant(text), 1)
                .put("a.name", "db.password")
                .put("a.value", plant(secret.hidden()))
                .put(stringArrayKey("command"), "--password", plant(secret.hidden()))
                .put("user.email", plant(secret.hidden()))
                .build())
        .end();
    call.end();
    return call.getSpanContext().getTraceId();
  }

  private String plant(String text) {
    planted++;
    return text;
  }

  private static boolean isSeen(Secret secret, String seen) {
    String hidden = secret.hidden();
    int part = Math.min(12, hidden.length());
    String first = hidden.substring(0, part);
    String last = hidden.substring(hidden.length() - part);
    return seen.contains(first)
        || seen.contains(last)
        || seen.indexOf('%') >= 0
            && (decoded(seen).contains(first) || decoded(seen).contains(last));
  }

  private static String decoded(String seen) {
    try {
      return URLDecoder.decode(seen, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return seen;
    }
  }

  private static String around(Secret secret, String seen) {
    int at = seen.indexOf(secret.hidden().substring(0, Math.min(12, secret.hidden().length())));
    return at < 0
        ? ""
        : ": " + seen.substring(Math.max(0, at - 80), Math.min(seen.length(), at + 40));
  }
}
