package dev.mcpsentry.smoke;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.TypedItem;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Every attribute that Sentry's own JavaScript SDK sends of a call we send, with the same type.
 * What {@link #LEFT_OUT} names is the exception. Skipped without Node.
 */
class JavaScriptParitySmokeTest {

  private static final List<String> COMPARED = List.of("mcp.", "gen_ai.", "network.", "sentry.");

  /** Operations that the peer calls by what a caller made up, and what we call them. */
  private static final Map<String, String> OTHERWISE_NAMED =
      Map.of("tools/call no_such_tool", "tools/call", "no/such/method", "_OTHER");

  private static final String ANSWERED_AS_ERROR =
      "a result of the TypeScript SDK's; the Java SDK answers a JSON-RPC error";

  private static final List<LeftOut> LEFT_OUT =
      List.of(
          new LeftOut(
              "notifications/initialized", "", "counted as metrics, as other notifications"),
          new LeftOut("", "network.protocol.version", "the peer says JSON-RPC's version there"),
          new LeftOut("", "sentry.is_localhost", "of HTTP requests, for a filter of browsers'"),
          new LeftOut("", "sentry.sdk.integrations", "the parts of another SDK"),
          new LeftOut("", "sentry.sample_rate", "a double, whole numbers too"),
          new LeftOut("tools/call fail", "mcp.tool.result.", ANSWERED_AS_ERROR),
          new LeftOut("tools/call no_such_tool", "mcp.tool.result.", ANSWERED_AS_ERROR),
          new LeftOut(
              "tools/call no_such_tool", "sentry.status.", "the caller's mistake, no error"));

  /**
   * @param operation empty for all
   * @param prefix of keys, empty for all
   */
  private record LeftOut(String operation, String prefix, String why) {

    boolean covers(String name, String key) {
      return name.startsWith(operation) && key.startsWith(prefix);
    }
  }

  @Test
  void everyKeyOfThePeer_isSentWithItsType() {
    Map<String, Map<String, String>> ours = types(JavaScriptParitySmokeTest::ours);
    Set<LeftOut> unused = new HashSet<>(LEFT_OUT);
    List<String> missing = new ArrayList<>();
    types(JavaScriptParitySmokeTest::peer)
        .forEach(
            (name, types) -> {
              Map<String, String> our =
                  ours.getOrDefault(OTHERWISE_NAMED.getOrDefault(name, name), Map.of());
              types.forEach(
                  (key, type) -> {
                    if (type.equals(our.get(key))) {
                      return;
                    }
                    List<LeftOut> reasons =
                        LEFT_OUT.stream().filter(left -> left.covers(name, key)).toList();
                    unused.removeAll(reasons);
                    if (reasons.isEmpty()) {
                      missing.add(name + ": " + key + " is " + our.get(key) + ", not " + type);
                    }
                  });
            });
    assertThat(missing).isEmpty();
    assertThat(unused).as("exceptions that are none").isEmpty();
  }

  private static ChildJvm peer(FakeSentry sentry) {
    return NodePrograms.server()
        .environment("SENTRY_DSN", sentry.dsn())
        .environment("SENTRY_RELEASE", "demo@1")
        .start();
  }

  private static ChildJvm ours(FakeSentry sentry) {
    return new SdkProgram("2.1.0", Transport.STDIO, false)
        .watched(sentry)
        .environment("SENTRY_RELEASE", "demo@1")
        .environment("OTEL_INSTRUMENTATION_MCP_CAPTURE_ARGUMENTS", "true")
        .environment("OTEL_INSTRUMENTATION_MCP_CAPTURE_RESULTS", "true")
        .start();
  }

  private static Map<String, Map<String, String>> types(Function<FakeSentry, ChildJvm> start) {
    try (FakeSentry sentry = FakeSentry.start();
        ChildJvm child = start.apply(sentry)) {
      child.awaitReady();
      try (McpClient client = McpClient.stdio(child)) {
        StandardSession.run(client, Transport.STDIO);
      }
      child.awaitExit();
      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(received.streamedSpans()).hasSizeGreaterThanOrEqualTo(StandardSession.REQUESTS);
      return received.streamedSpans().stream()
          .collect(toMap(TypedItem::name, JavaScriptParitySmokeTest::types));
    }
  }

  private static Map<String, String> types(TypedItem span) {
    Map<String, String> types = new TreeMap<>();
    for (Map.Entry<String, JsonNode> attribute : span.json().path("attributes").properties()) {
      if (COMPARED.stream().anyMatch(attribute.getKey()::startsWith)) {
        types.put(attribute.getKey(), attribute.getValue().path("type").asText());
      }
    }
    return types;
  }
}
