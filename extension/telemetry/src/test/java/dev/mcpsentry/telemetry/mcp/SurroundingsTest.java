package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;

import dev.mcpsentry.telemetry.options.McpOptions;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which of the spans around a request is its parent. */
class SurroundingsTest {

  @RegisterExtension static final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

  private static final McpRequest CALL = new McpRequest("tools/call", "1", Map.of("name", "first"));
  private static final McpRequest NEXT = new McpRequest("tools/call", "2", Map.of("name", "next"));
  private static final McpRequest PING = new McpRequest("ping", "s-1", null);

  private final McpSession client =
      McpSession.ofClient(McpTransport.HTTP, McpEndpoint.of(URI.create("http://localhost/mcp")));

  private McpTelemetry telemetry;

  @BeforeEach
  void create() {
    telemetry = new McpTelemetry(otel.getOpenTelemetry(), "test", McpOptions.DEFAULT);
  }

  @Test
  void streamThatIsOpened_isSaidOfTheRequestThatOpensIt_andOfNoOther() {
    for (String method : List.of("GET", "POST")) {
      for (SpanKind kind : List.of(SpanKind.SERVER, SpanKind.CLIENT)) {
        Span http = start(method + " " + kind, kind, Context.root());
        http.setAttribute("http.request.method", method);
        telemetry.streamOpened(Context.root().with(http));
        http.end();
      }
    }
    telemetry.streamOpened(Context.root());

    assertThat(otel.getSpans())
        .filteredOn(span -> span.getAttributes().get(McpAttributes.MCP_SENTRY_STREAM) != null)
        .extracting(SpanData::getName)
        .containsExactly("GET SERVER");
  }

  @Test
  void requestAfterAnAnswer_isNotTheAnsweredRequestsChild() {
    McpOperation first = telemetry.send(CALL, client, Context.root());
    telemetry.send(NEXT, client, first.context()).end();
    first.end();

    assertThat(span("tools/call next")).hasNoParent();
  }

  @Test
  void requestInsideASpanOfTheApplication_isItsChild_evenAfterAnAnswer() {
    McpOperation first = telemetry.send(CALL, client, Context.root());
    Span own = start("own step", SpanKind.INTERNAL, first.context());
    telemetry.send(NEXT, client, first.context().with(own)).end();
    own.end();
    first.end();

    assertThat(span("tools/call next")).hasParent(span("own step"));
    assertThat(span("own step")).hasParent(span("tools/call first"));
  }

  @Test
  void requestOnTheThreadOfAnHttpAnswer_isOutsideOfThatToo() {
    McpOperation first = telemetry.send(CALL, client, Context.root());
    Span http = start("POST", SpanKind.CLIENT, first.context());
    telemetry.send(NEXT, client, first.context().with(http)).end();
    http.end();
    first.end();

    assertThat(span("tools/call next")).hasNoParent();
  }

  @Test
  void serversRequest_belongsToTheRequestThatWaits() {
    McpOperation waiting = telemetry.send(CALL, client, Context.root());
    telemetry.receive(PING, client, waiting.context()).end();
    waiting.end();

    assertThat(span("ping")).hasParent(span("tools/call first"));
  }

  @Test
  void serversRequest_doesNotBelongToWhateverOpenedTheStream() {
    McpOperation opener = telemetry.send(CALL, client, Context.root());
    opener.end();
    telemetry.receive(PING, client, opener.context()).end();

    assertThat(span("ping")).hasNoParent();
    assertThat(span("ping").getLinks()).isEmpty();
  }

  @Test
  void requestToAServer_belongsToWhateverIsAround() {
    Span http = start("POST /mcp", SpanKind.SERVER, Context.root());
    McpSession server = new McpSession(McpTransport.HTTP, "session");
    telemetry.receive(PING, server, Context.root().with(http)).end();
    http.end();

    assertThat(span("ping")).hasParent(span("POST /mcp"));
  }

  private static Span start(String name, SpanKind kind, Context parent) {
    return otel.getOpenTelemetry()
        .getTracer("application")
        .spanBuilder(name)
        .setSpanKind(kind)
        .setParent(parent)
        .startSpan();
  }

  private static SpanData span(String name) {
    return otel.getSpans().stream()
        .filter(span -> span.getName().equals(name))
        .findAny()
        .orElseThrow();
  }
}
