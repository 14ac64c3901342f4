package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.langchain4j.mcp.protocol.McpCallToolRequest;
import dev.langchain4j.mcp.protocol.McpClientMessage;
import dev.langchain4j.mcp.protocol.McpPingRequest;
import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.mcp.McpSession;
import dev.mcpsentry.telemetry.mcp.McpTelemetry;
import dev.mcpsentry.telemetry.mcp.McpTransport;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How calls end, and what becomes of messages of the server. */
class AnswersTest {

  @RegisterExtension static final OpenTelemetryExtension otel = OpenTelemetryExtension.create();

  private final McpTelemetry telemetry =
      new McpTelemetry(otel.getOpenTelemetry(), "test", McpOptions.DEFAULT);
  private final Connection connection =
      new Connection(McpSession.ofClient(McpTransport.STDIO, null));

  @Test
  void answer_endsTheCallOnce() throws Exception {
    OutgoingCall call = call();

    call.answered(json("{'id':1,'result':{'content':[]}}"), null);
    call.unanswered(new IOException("late"));
    call.gaveUp(FailureClassifier.cancelled());

    assertThat(onlySpan()).hasName("tools/call echo").hasStatus(StatusData.unset());
    assertThat(connection.find(1L)).isNull();
  }

  @Test
  void errorsOfThePeer_areTold() throws Exception {
    call().answered(json("{'id':1,'error':{'code':-32000,'message':'no'}}"), null);

    assertThat(onlySpan()).hasAttribute(stringKey("rpc.response.status_code"), "-32000");
  }

  @Test
  void brokenErrors_areStillErrors() throws Exception {
    call().answered(json("{'id':1,'error':'what?'}"), null);

    assertThat(onlySpan()).hasAttribute(stringKey("mcp.sentry.failure"), "protocol");
  }

  @Test
  void isError_isReportedByTheTool() throws Exception {
    call().answered(json("{'id':1,'result':{'isError':true}}"), null);

    assertThat(onlySpan()).hasAttribute(stringKey("mcp.sentry.failure"), "tool_reported");
  }

  @Test
  void failedFuture_isNamedByItsCause() {
    call().unanswered(new CompletionException(new IOException("broken pipe")));

    assertThat(onlySpan())
        .hasAttribute(stringKey("mcp.sentry.failure"), "transport")
        .hasAttribute(stringKey("error.type"), "java.io.IOException");
  }

  @Test
  void cancelledFuture_isCancelled() {
    call().unanswered(new CancellationException());

    assertThat(onlySpan()).hasAttribute(stringKey("mcp.sentry.failure"), "cancelled");
  }

  @Test
  void closing_endsWhatIsOpen() {
    OutgoingCall call = call();
    assertThat(connection.find("1")).isSameAs(call);

    connection.closed(telemetry);

    assertThat(onlySpan()).hasAttribute(stringKey("mcp.sentry.failure"), "cancelled");
  }

  @Test
  void waiter_mayBeFasterThanTheNews() throws Exception {
    Wait wait = Wait.begin();
    OutgoingCall call = call();
    CompletableFuture<String> answer = CompletableFuture.completedFuture("answer");
    call.handedOver(answer);
    wait.end(null);
    connection.closed(telemetry);
    assertThat(otel.getSpans()).isEmpty();

    assertThat(answer).isDone();
    call.answered(json("{'id':1,'result':{}}"), null);

    assertThat(onlySpan()).hasStatus(StatusData.unset());
  }

  @Test
  void waitWithoutAnswer_isATimeout() {
    Wait wait = Wait.begin();
    OutgoingCall call = call();
    call.handedOver(new CompletableFuture<>());

    wait.end(null);

    assertThat(onlySpan()).hasAttribute(stringKey("mcp.sentry.failure"), "timeout");
  }

  @Test
  void interruptedWait_isCancelled() {
    Wait wait = Wait.begin();
    call();

    wait.end(new RuntimeException(new InterruptedException()));

    assertThat(onlySpan()).hasAttribute(stringKey("mcp.sentry.failure"), "cancelled");
  }

  @Test
  void sameMessage_passesOnce() throws Exception {
    McpClientMessage message = new McpPingRequest(1L);
    Passage passage = Passage.of(message);

    assertThat(Passage.of(message)).isNull();
    Passage inner = Passage.of(new McpPingRequest(2L));
    assertThat(inner).isNotNull();
    inner.over();
    passage.over();

    Passage later = Passage.of(message);
    assertThat(later).isNotNull();
    later.over();
  }

  @Test
  void requestNobodyAnswers_isNotASuccess() throws Exception {
    receive("{'id':'a-1','method':'sampling/createMessage','params':{}}", false);

    assertThat(onlySpan())
        .hasName("sampling/createMessage")
        .hasAttribute(stringKey("jsonrpc.request.id"), "a-1")
        .hasAttribute(stringKey("mcp.sentry.failure"), "caller_fault");
  }

  @Test
  void answeredRequest_isASuccess() throws Exception {
    receive("{'id':3,'method':'roots/list'}", true);

    assertThat(onlySpan()).hasName("roots/list").hasStatus(StatusData.unset());
    assertThat(onlySpan().getAttributes().get(stringKey("mcp.sentry.failure"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':1,'result':{}}",
        "{'id':1,'error':{}}",
        "{'id':1,'method':7}",
        "[]",
        "'text'",
        "null"
      })
  void anythingElse_isLeftAlone(String message) throws Exception {
    assertThat(IncomingMessage.of(telemetry, connection, json(message))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "StdioMcpTransport,STDIO",
    "HttpMcpTransport,SSE",
    "QuarkusHttpMcpTransport,SSE",
    "StreamableHttpMcpTransport,HTTP",
    "WebSocketMcpTransport,WEBSOCKET",
    "OwnTransport,HTTP"
  })
  void kind_goesByTheName(String name, McpTransport kind) {
    assertThat(ClientTransport.kind(name)).isEqualTo(kind);
  }

  private void receive(String message, boolean answer) throws IOException {
    IncomingMessage incoming = IncomingMessage.of(telemetry, connection, json(message));
    if (answer) {
      IncomingMessage.answering();
    }
    incoming.handled(telemetry, null);
  }

  private OutgoingCall call() {
    try {
      McpCallToolRequest request =
          new McpCallToolRequest(1L, "echo", JsonNodeFactory.instance.objectNode());
      ClientMessage message = ClientMessage.of(request);
      OutgoingCall call =
          OutgoingCall.started(
              telemetry, connection, message, message.method(), Passage.of(request));
      call.handedOver(null);
      return call;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static SpanData onlySpan() {
    assertThat(otel.getSpans()).hasSize(1);
    return otel.getSpans().get(0);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
