package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules make, on the signals that Sentry gets. */
class RuledAttributesTest {

  private static final String RULES =
      "app.kind = arg:/kind | in(a); app.paid = arg:/paid | bool; app.note = arg:/note;"
          + " app.found = result:/n | count; app.tenant = mdc:tenant | in(acme);"
          + " app.customer = mdc:customer; app.tier = text:gold";

  @Test
  void fewValuesOfAnOperation_areTagsOfItsIssue_theOthersItsContext() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "static")) {
        Span call = sdk.toolCall("add", Context.root());
        call.setAttribute("app.kind", "a");
        call.setAttribute("app.paid", true);
        call.setAttribute("app.found", 0L);
        call.setAttribute("app.note", "for Ada, Bearer abcdefghijkl");
        call.setAttribute("app.other", "of nobody's rule");
        call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
        call.setStatus(StatusCode.ERROR);
        call.recordException(new IllegalStateException("boom"));
        call.end();
      }
      assertThat(ingest.faults()).isEmpty();
      JsonNode issue = ingest.payloads("event").get(0);
      assertThat(issue.at("/tags/app.kind").asText()).isEqualTo("a");
      assertThat(issue.at("/tags/app.paid").asText()).isEqualTo("true");
      assertThat(issue.at("/tags/app.found").asText()).isEqualTo("0");
      assertThat(issue.at("/tags/app.tier").asText()).isEqualTo("gold");
      assertThat(issue.at("/tags").has("app.note")).isFalse();
      assertThat(issue.at("/contexts/mcp/app.note").asText()).isEqualTo("for Ada, [Filtered]");
      assertThat(issue.at("/contexts/mcp")).hasSize(1);
      assertThat(issue.toString()).doesNotContain("nobody's rule");
    }
  }

  @Test
  void whatNoRuleMade_isNoContext() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "static")) {
        Span call = sdk.toolCall("add", Context.root());
        call.setAttribute(McpAttributes.MCP_SENTRY_FAILURE, "tool_exception");
        call.setStatus(StatusCode.ERROR);
        call.end();
      }
      assertThat(ingest.payloads("event").get(0).at("/contexts").has("mcp")).isFalse();
    }
  }

  @Test
  void diagnosticContext_isToldByLogsAndTheirIssues() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "static")) {
        sdk.logger("shop.Orders")
            .logRecordBuilder()
            .setContext(Context.root())
            .setSeverity(Severity.ERROR)
            .setBody("order failed")
            .setAttribute("tenant", "evil")
            .setAttribute("customer", "ada, password=hunter2")
            .emit();
      }
      assertThat(ingest.faults()).isEmpty();
      JsonNode attributes = ingest.payloads("log").get(0).at("/items/0/attributes");
      assertThat(attributes.at("/app.tenant/value").asText()).isEqualTo("other");
      assertThat(attributes.at("/app.customer/value").asText())
          .isEqualTo("ada, password=[Filtered]");
      assertThat(attributes.at("/app.tier/value").asText()).isEqualTo("gold");
      assertThat(attributes.has("app.kind")).isFalse();
      JsonNode issue = ingest.payloads("event").get(0);
      assertThat(issue.at("/tags/app.tenant").asText()).isEqualTo("other");
      assertThat(issue.at("/contexts/mcp/app.customer").asText()).doesNotContain("hunter2");
    }
  }

  @Test
  void attributeThatALogHas_staysAsItIs() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, "static")) {
        sdk.logger("shop.Orders")
            .logRecordBuilder()
            .setContext(Context.root())
            .setSeverity(Severity.INFO)
            .setBody("order came")
            .setAttribute("tenant", "acme")
            .setAttribute("app.tenant", "the application's")
            .emit();
      }
      assertThat(ingest.faults()).isEmpty();
      assertThat(ingest.payloads("log").get(0).at("/items/0/attributes/app.tenant/value").asText())
          .isEqualTo("the application's");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"static", "stream", "otlp"})
  void whatIsAlwaysTheSame_isOnEveryTransaction(String lifecycle) throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      try (TestSdk sdk = sdk(ingest, lifecycle)) {
        sdk.toolCall("add", Context.root()).end();
      }
      assertThat(ingest.faults()).isEmpty();
      String sent =
          switch (lifecycle) {
            case "static" -> ingest.payloads("transaction").get(0).at("/tags/app.tier").asText();
            case "stream" ->
                ingest.payloads("span").get(0).at("/items/0/attributes/app.tier/value").asText();
            default -> new String(ingest.exports().get(0), StandardCharsets.UTF_8);
          };
      assertThat(sent).contains("gold");
    }
  }

  private static TestSdk sdk(FakeIngest ingest, String lifecycle) {
    return new TestSdk(
        Map.of(
            "sentry.dsn",
            ingest.dsn(),
            "sentry.trace.lifecycle",
            lifecycle,
            "otel.instrumentation.mcp.rules",
            RULES));
  }
}
