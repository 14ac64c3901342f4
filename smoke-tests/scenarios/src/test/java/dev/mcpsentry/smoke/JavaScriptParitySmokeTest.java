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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What Sentry's own JavaScript SDK tells of a call we tell too. Skipped without Node. */
class JavaScriptParitySmokeTest {

  private static final List<String> COMPARED = List.of("mcp.", "gen_ai.", "network.", "sentry.");

  @Test
  void everyKeyOfThePeer_isSentWithItsType() {
    Map<String, TypedItem> peers = spans(JavaScriptParitySmokeTest::peer);
    Map<String, TypedItem> ours = spans(JavaScriptParitySmokeTest::ours);
    peers.forEach((n, s) -> System.err.println("PEER " + n + " " + types(s)));
    ours.forEach((n, s) -> System.err.println("OURS " + n + " " + s.json().path("attributes")));
    SoftAssertions softly = new SoftAssertions();
    peers.forEach(
        (name, span) -> {
          TypedItem our = ours.get(name);
          softly.assertThat(our).as(name).isNotNull();
          if (our != null) {
            softly.assertThat(types(our)).as(name).containsAllEntriesOf(types(span));
          }
        });
    softly.assertAll();
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

  private static Map<String, TypedItem> spans(Function<FakeSentry, ChildJvm> start) {
    try (FakeSentry sentry = FakeSentry.start();
        ChildJvm child = start.apply(sentry)) {
      child.awaitReady();
      try (McpClient client = McpClient.stdio(child)) {
        StandardSession.run(client, Transport.STDIO);
      }
      child.awaitExit();
      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      return received.streamedSpans().stream().collect(toMap(TypedItem::name, span -> span));
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
