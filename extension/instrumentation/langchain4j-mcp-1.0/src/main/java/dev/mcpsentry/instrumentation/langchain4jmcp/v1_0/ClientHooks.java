package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.mcp.McpTelemetry;
import dev.mcpsentry.telemetry.options.McpOptions;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where advice enters. Nothing here throws, unless the class cannot be initialised: that is said,
 * once, and every hook then fails before it has done anything, and is suppressed.
 */
public final class ClientHooks {

  private static final StderrLog LOG = new StderrLog();

  static final McpTelemetry TELEMETRY = telemetry();

  private static final Connections CONNECTIONS = new Connections();

  private ClientHooks() {}

  private static McpTelemetry telemetry() {
    try {
      return new McpTelemetry(
          GlobalOpenTelemetry.get(), "dev.mcpsentry.langchain4j-mcp-1.0", McpOptions.fromProcess());
    } catch (Throwable problem) {
      LOG.line("LangChain4j: monitoring could not start and stays off: " + problem);
      throw problem;
    }
  }

  /** A request is about to go out; null when it is not followed. */
  public static @Nullable OutgoingCall sending(McpTransport transport, @Nullable Object argument) {
    try {
      ClientMessage message = ClientMessage.of(argument);
      if (message == null || message.method() == null) {
        return null;
      }
      Passage passage = Passage.of(message.identity());
      return passage == null ? null : sending(transport, message, message.method(), passage);
    } catch (Throwable problem) {
      LOG.stepAside("request to a server", problem);
      return null;
    }
  }

  private static OutgoingCall sending(
      McpTransport transport, ClientMessage message, String method, Passage passage) {
    OutgoingCall call;
    try {
      call = OutgoingCall.started(TELEMETRY, CONNECTIONS.of(transport), message, method, passage);
    } catch (Throwable problem) {
      passage.over();
      throw problem;
    }
    try {
      call.joins(message, TELEMETRY);
    } catch (Throwable problem) {
      LOG.stepAside("trace context for a server", problem);
    }
    return call;
  }

  /** A request went out, or failed to. */
  public static void sent(
      McpTransport transport,
      @Nullable OutgoingCall call,
      @Nullable CompletableFuture<JsonNode> answer,
      @Nullable Throwable thrown) {
    if (call == null) {
      return;
    }
    try {
      call.handedOver(answer);
      if (thrown != null || answer == null) {
        call.unanswered(thrown);
      } else {
        answer.whenComplete((response, problem) -> answered(transport, call, response, problem));
      }
    } catch (Throwable problem) {
      LOG.stepAside("request to a server", problem);
    }
  }

  // runs as a callback: what it throws would be lost without a word
  private static void answered(
      McpTransport transport,
      OutgoingCall call,
      @Nullable JsonNode response,
      @Nullable Throwable problem) {
    try {
      if (problem != null) {
        call.unanswered(problem);
      } else {
        call.answered(response, ClientTransport.sessionId(transport));
      }
    } catch (Throwable ours) {
      LOG.stepAside("answer of a server", ours);
    }
  }

  /** A notification or an answer is about to go out; null when it is not followed. */
  public static @Nullable OutgoingNotification telling(
      McpTransport transport, @Nullable Object argument) {
    try {
      ClientMessage message = ClientMessage.of(argument);
      if (message == null) {
        return null;
      }
      String method = message.method();
      if (method == null) {
        IncomingMessage.answering();
        return null;
      }
      Passage passage = Passage.of(message.identity());
      return passage == null
          ? null
          : OutgoingNotification.of(CONNECTIONS.of(transport), message, method, passage);
    } catch (Throwable problem) {
      LOG.stepAside("notification to a server", problem);
      return null;
    }
  }

  /** A notification went out, or failed to. */
  public static void told(@Nullable OutgoingNotification notification, @Nullable Throwable thrown) {
    try {
      if (notification != null) {
        notification.sent(TELEMETRY, thrown);
      }
    } catch (Throwable problem) {
      LOG.stepAside("notification to a server", problem);
    }
  }

  /** A client disconnects; may be told more than once. */
  public static void closed(McpTransport transport) {
    try {
      CONNECTIONS.of(transport).closed(TELEMETRY);
    } catch (Throwable problem) {
      LOG.stepAside("client session", problem);
    }
  }

  /** A message of a server arrived; null for answers, which their requests hear of. */
  public static @Nullable IncomingMessage receiving(
      McpTransport transport, @Nullable JsonNode message) {
    try {
      return message == null
          ? null
          : IncomingMessage.of(TELEMETRY, CONNECTIONS.of(transport), message);
    } catch (Throwable problem) {
      LOG.stepAside("message of a server", problem);
      return null;
    }
  }

  /** A message of a server was handled, or failed to be. */
  public static void received(@Nullable IncomingMessage message, @Nullable Throwable thrown) {
    try {
      if (message != null) {
        message.handled(TELEMETRY, thrown);
      }
    } catch (Throwable problem) {
      LOG.stepAside("message of a server", problem);
    }
  }

  /** The client begins something it will wait for on this thread. */
  public static @Nullable Wait waiting() {
    try {
      return Wait.begin();
    } catch (Throwable problem) {
      LOG.stepAside("wait for a server", problem);
      return null;
    }
  }

  /** The client waits no longer. */
  public static void waited(@Nullable Wait wait, @Nullable Throwable thrown) {
    try {
      if (wait != null) {
        wait.end(thrown);
      }
    } catch (Throwable problem) {
      LOG.stepAside("wait for a server", problem);
    }
  }
}
