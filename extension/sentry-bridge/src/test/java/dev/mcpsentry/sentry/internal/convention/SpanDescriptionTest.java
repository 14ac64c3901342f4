package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.Test;

class SpanDescriptionTest {

  private static final String OPENTELEMETRY = "auto.opentelemetry";

  @Test
  void mcp_isServerOrClientByKind() {
    assertThat(SpanDescription.of(toolCall(1).build()))
        .isEqualTo(
            new SpanDescription(
                "mcp.server", "tools/call add", "route", "auto.function.mcp_server"));
    assertThat(
            SpanDescription.of(
                span("tools/call add", SpanKind.CLIENT, 1)
                    .with("mcp.method.name", "tools/call")
                    .build()))
        .isEqualTo(
            new SpanDescription(
                "mcp.client", "tools/call add", "route", "auto.function.mcp_client"));
  }

  @Test
  void http_isMethodAndRouteOrPath() {
    assertThat(
            SpanDescription.of(
                span("POST /mcp", SpanKind.SERVER, 1)
                    .with("http.request.method", "POST")
                    .with("http.route", "/mcp/{org}")
                    .with("url.path", "/mcp/acme")
                    .build()))
        .isEqualTo(new SpanDescription("http.server", "POST /mcp/{org}", "route", OPENTELEMETRY));
    assertThat(
            SpanDescription.of(
                span("GET", SpanKind.CLIENT, 1)
                    .with("http.request.method", "GET")
                    .with("url.full", "https://host/a?token=1")
                    .build()))
        .isEqualTo(new SpanDescription("http.client", "GET https://host/a", "url", OPENTELEMETRY));
    assertThat(
            SpanDescription.of(
                span("GET", SpanKind.SERVER, 1).with("http.request.method", "GET").build()))
        .isEqualTo(new SpanDescription("http.server", "GET", "url", OPENTELEMETRY));
  }

  @Test
  void database_isTheStatementOrTheNextBestThing() {
    assertThat(
            SpanDescription.of(
                    span("SELECT", SpanKind.CLIENT, 1)
                        .with("db.system", "h2")
                        .with("db.statement", "SELECT ?")
                        .build())
                .text())
        .isEqualTo("SELECT ?");
    assertThat(
            SpanDescription.of(
                span("SELECT", SpanKind.CLIENT, 1)
                    .with("db.system.name", "h2")
                    .with("db.query.summary", "SELECT users")
                    .build()))
        .isEqualTo(new SpanDescription("db", "SELECT users", "custom", OPENTELEMETRY));
  }

  @Test
  void messaging_isTheQueue() {
    assertThat(
            SpanDescription.of(
                span("orders process", SpanKind.CONSUMER, 1)
                    .with("messaging.system", "kafka")
                    .with("messaging.destination.name", "orders")
                    .build()))
        .isEqualTo(new SpanDescription("queue.process", "orders", "task", OPENTELEMETRY));
    assertThat(
            SpanDescription.of(
                    span("orders publish", SpanKind.PRODUCER, 1)
                        .with("messaging.system", "kafka")
                        .build())
                .op())
        .isEqualTo("queue.publish");
  }

  @Test
  void genAi_isItsOperation() {
    assertThat(
            SpanDescription.of(
                span("chat gpt", SpanKind.CLIENT, 1)
                    .with("gen_ai.operation.name", "chat")
                    .with("http.request.method", "POST")
                    .build()))
        .isEqualTo(new SpanDescription("gen_ai.chat", "chat gpt", "custom", OPENTELEMETRY));
  }

  @Test
  void rpcAndTheRest_keepTheirName() {
    assertThat(
            SpanDescription.of(
                    span("Greeter/Hi", SpanKind.SERVER, 1).with("rpc.system", "grpc").build())
                .op())
        .isEqualTo("rpc.server");
    assertThat(SpanDescription.of(span("Job.run", SpanKind.INTERNAL, 1).build()))
        .isEqualTo(new SpanDescription("function", "Job.run", "custom", OPENTELEMETRY));
  }
}
