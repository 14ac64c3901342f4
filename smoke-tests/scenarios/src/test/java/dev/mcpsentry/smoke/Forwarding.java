package dev.mcpsentry.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.Map;

/**
 * A gateway, the upstream behind it, and the test's client in front of it.
 *
 * @param upstream serves streamable HTTP
 * @param port where it does
 * @param gateway already initialized
 */
record Forwarding(ChildJvm upstream, int port, Served gateway) implements AutoCloseable {

  /** Both under the agent, sending to one Sentry. */
  static Forwarding watched(GatewayProgram program, FakeSentry sentry) {
    return watched(program, sentry, "1.0");
  }

  /** The same with a sample rate. */
  static Forwarding watched(GatewayProgram program, FakeSentry sentry, String rate) {
    ChildJvm upstream =
        sampled(GatewayProgram.upstream(Transport.STREAMABLE), sentry, rate).start();
    return before(upstream, url -> sampled(program.inFrontOf(url), sentry, rate));
  }

  private static JavaProgram sampled(JavaProgram program, FakeSentry sentry, String rate) {
    return GatewayProgram.watched(program, sentry).environment("SENTRY_TRACES_SAMPLE_RATE", rate);
  }

  /** Both without an agent. */
  static Forwarding plain(GatewayProgram program) {
    return before(
        GatewayProgram.upstream(Transport.STREAMABLE).start(), url -> program.inFrontOf(url));
  }

  private interface Behind {
    JavaProgram gateway(String url);
  }

  private static Forwarding before(ChildJvm upstream, Behind behind) {
    try {
      int port = upstream.awaitReady();
      Served gateway =
          Served.start(behind.gateway("http://127.0.0.1:" + port + "/mcp"), Transport.STREAMABLE);
      return new Forwarding(upstream, port, gateway.initialized());
    } catch (RuntimeException | Error e) {
      upstream.close();
      throw e;
    }
  }

  /** Calls a tool of the upstream through the gateway; returns the whole response. */
  static JsonNode call(Served gateway, String tool, Map<String, ?> arguments) {
    return gateway.client().callTool("forward", Map.of("tool", tool, "arguments", arguments));
  }

  JsonNode call(String tool, Map<String, ?> arguments) {
    return call(gateway, tool, arguments);
  }

  /** The text of a response. */
  static String text(JsonNode response) {
    return response.path("result").path("content").path(0).path("text").asText();
  }

  /** Whether a response is one of the two kinds of error. */
  static boolean isError(JsonNode response) {
    return response.has("error") || response.path("result").path("isError").asBoolean();
  }

  /** Ends both, the gateway first; returns what Sentry knows then. */
  Received end(FakeSentry sentry) {
    gateway.end();
    upstream.terminate();
    return sentry.received();
  }

  @Override
  public void close() {
    gateway.close();
    upstream.close();
  }
}
