package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two web applications in one Tomcat, on two versions of the SDK. */
class WebApplicationsSmokeTest {

  // not 1.1.5 or 2.1.0: there a thread of the SDK's own holds an application that is undeployed
  private static final String OLD = "1.0.2";
  private static final String NEW = "2.1.0";

  @TempDir Path folder;

  @Test
  void eachApplication_isMonitoredAndNamedAndGoesAwayAndComesBack() throws IOException {
    List<List<String>> plain;
    try (WebApplications container = WebApplications.start(WebApplications.plain())) {
      plain = lifeOf(container);
    }
    try (FakeSentry sentry = FakeSentry.start();
        WebApplications container = WebApplications.watched(sentry)) {
      assertThat(lifeOf(container)).isEqualTo(plain);

      SideBySide.assertSaid(
          container.stderr(), "MCP Java SDK server " + OLD + " in web application one");
      SideBySide.assertSaid(
          container.stderr(), "MCP Java SDK server " + NEW + " in web application two");
      checkReceived(sentry.received());
    }
  }

  /** Both serve, one is undeployed while the other goes on, and comes back. */
  private List<List<String>> lifeOf(WebApplications container) throws IOException {
    List<List<String>> transcripts = new ArrayList<>();
    container.deploy(OLD, folder.resolve("one"));
    container.deploy(NEW, folder.resolve("two"));
    transcripts.add(session(container, "one"));
    transcripts.add(session(container, "two"));
    assertThat(container.undeploy("one")).as("the first application is collected").isTrue();
    transcripts.add(session(container, "two"));
    container.deploy(OLD, folder.resolve("one"));
    transcripts.add(session(container, "one"));
    assertThat(container.end().code()).isZero();
    transcripts.add(container.stdout());
    return transcripts;
  }

  private static List<String> session(WebApplications container, String name) {
    try (McpClient client = container.client(name)) {
      StandardSession.run(client, Transport.STREAMABLE);
      return client.transcript().lines();
    }
  }

  private static void checkReceived(Received received) {
    assertThat(received.rejections()).isEmpty();
    assertThat(received.transactions("mcp.server"))
        .filteredOn(call -> call.name().equals("tools/call fail"))
        .hasSize(4)
        .extracting(Transaction::status)
        .containsOnly("internal_error");
    assertThat(received.transactions("mcp.server"))
        .hasSize(4 * StandardSession.REQUESTS)
        .allSatisfy(call -> assertThat(call.data("mcp.client.name")).isEqualTo(McpClient.NAME));
    assertThat(received.events()).hasSize(4);
  }
}
