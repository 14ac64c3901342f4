package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application says of its own spans arrives, whatever way spans travel. */
class OwnWordsTest {

  @ParameterizedTest
  @ValueSource(strings = {"stream", "static", "otlp"})
  void opAndOrigin_areTheApplications(String lifecycle) throws Exception {
    Map<String, Map<String, String>> spans = spans(lifecycle, false);

    assertThat(spans.get("pick"))
        .containsEntry("sentry.op", "shop.pick")
        .containsEntry("sentry.origin", "manual")
        .containsEntry("app.shelf", "b")
        .containsEntry("app.count", "3")
        .doesNotContainKey("user.id");
    assertThat(spans.get("plain"))
        .containsEntry("sentry.op", "function")
        .containsEntry("sentry.origin", "auto.opentelemetry");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "static", "otlp"})
  void operationsOfMcp_keepTheirs(String lifecycle) throws Exception {
    assertThat(spans(lifecycle, false).get("tools/call add"))
        .containsEntry("sentry.op", "mcp.server")
        .containsEntry("sentry.origin", "auto.function.mcp_server");
  }

  @ParameterizedTest
  @CsvSource({"stream", "static", "otlp"})
  void users_areSentWhenAskedFor(String lifecycle) throws Exception {
    assertThat(spans(lifecycle, true).get("pick")).containsEntry("user.id", "u-7");
  }

  /** The attributes of each span by its name, op and origin among them wherever they were told. */
  private static Map<String, Map<String, String>> spans(String lifecycle, boolean pii)
      throws IOException {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk =
          new TestSdk(
              Map.of(
                  "sentry.dsn",
                  ingest.dsn(),
                  "sentry.trace.lifecycle",
                  lifecycle,
                  "sentry.send.default.pii",
                  Boolean.toString(pii)))) {
        Span call = sdk.toolCall("add", Context.root());
        call.setAttribute("sentry.op", "mine").setAttribute("sentry.origin", "mine");
        Context context = Context.root().with(call);
        sdk.tracer()
            .spanBuilder("pick")
            .setParent(context)
            .setAttribute("sentry.op", "shop.pick")
            .setAttribute("sentry.origin", "manual")
            .setAttribute("app.shelf", "b")
            .setAttribute("app.count", 3)
            .setAttribute("user.id", "u-7")
            .startSpan()
            .end();
        sdk.tracer()
            .spanBuilder("plain")
            .setParent(context)
            .setAttribute("sentry.op", " ")
            .startSpan()
            .end();
        call.end();
      }
      assertThat(ingest.faults()).isEmpty();
      Map<String, Map<String, String>> spans = new HashMap<>();
      for (JsonNode container : ingest.payloads("span")) {
        for (JsonNode span : container.path("items")) {
          Map<String, String> attributes = new HashMap<>();
          span.path("attributes")
              .properties()
              .forEach(a -> attributes.put(a.getKey(), a.getValue().path("value").asText()));
          spans.put(span.path("name").asText(), attributes);
        }
      }
      for (JsonNode transaction : ingest.payloads("transaction")) {
        JsonNode root = transaction.path("contexts").path("trace");
        spans.put(transaction.path("transaction").asText(), plain(root));
        transaction
            .path("spans")
            .forEach(span -> spans.put(span.path("description").asText(), plain(span)));
      }
      for (byte[] export : ingest.exports()) {
        ExportTraceServiceRequest.parseFrom(export).getResourceSpansList().stream()
            .flatMap(resource -> resource.getScopeSpansList().stream())
            .flatMap(scope -> scope.getSpansList().stream())
            .forEach(
                span -> {
                  Map<String, String> attributes = new HashMap<>();
                  for (KeyValue attribute : span.getAttributesList()) {
                    AnyValue value = attribute.getValue();
                    attributes.put(
                        attribute.getKey(),
                        value.hasIntValue()
                            ? Long.toString(value.getIntValue())
                            : value.getStringValue());
                  }
                  spans.put(span.getName(), attributes);
                });
      }
      return spans;
    }
  }

  private static Map<String, String> plain(JsonNode span) {
    Map<String, String> attributes = new HashMap<>();
    span.path("data")
        .properties()
        .forEach(data -> attributes.put(data.getKey(), data.getValue().asText()));
    assertThat(attributes).doesNotContainKeys("sentry.op", "sentry.origin");
    attributes.put("sentry.op", span.path("op").asText());
    attributes.put("sentry.origin", span.path("origin").asText());
    return attributes;
  }
}
