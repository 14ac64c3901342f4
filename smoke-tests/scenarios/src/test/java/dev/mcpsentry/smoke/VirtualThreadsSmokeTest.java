package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Span;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.JavaHomes;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server whose requests and tools run on virtual threads, with one carrier for all. Skipped where
 * there is no such JDK.
 */
class VirtualThreadsSmokeTest {

  private static final String PINNED = "jdk.VirtualThreadPinned";
  private static final int CALLS = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {21, 25})
  void server_answersAsEverAndIsMonitored(int jdk) {
    SideBySide.check(onVirtualThreads(jdk), Transport.STREAMABLE, "MCP Java SDK server 2.1.0");
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 25})
  void toolsThatWait_pinNothingAndAreAllTold(int jdk) throws IOException {
    Path recording = folder.resolve("pinned.jfr");
    JavaProgram recorded =
        onVirtualThreads(jdk)
            .jvmArgument(
                "-XX:StartFlightRecording:settings=none,filename=%s,+%s#threshold=0ms"
                        .formatted(recording, PINNED)
                    + ",+%1$s#enabled=true,+%1$s#stackTrace=true".formatted(PINNED));
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(SideBySide.watched(recorded, sentry), Transport.STREAMABLE)
                .initialized()) {
      McpClient client = served.client();
      assertThat(client.callTool("context", Map.of()).at("/result/content/0/text").asText())
          .endsWith("virtual thread");
      client.callTool("nested", Map.of("jdbc", true));
      List<Integer> ids =
          IntStream.range(0, CALLS)
              .mapToObj(
                  call ->
                      client.requestWithoutWaiting(
                          "tools/call", McpClient.toolCall("slow", Map.of("ms", 300))))
              .toList();
      assertThat(ids).allSatisfy(id -> assertSlept(client.awaitReply(id, PATIENCE)));
      served.end();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(received.transactions("mcp.server"))
          .filteredOn(call -> call.name().equals("tools/call slow"))
          .hasSize(CALLS)
          .extracting(Transaction::status)
          .containsOnly("ok");
      assertThat(received.childrenOf(received.transaction("tools/call nested").spanId()))
          .extracting(Span::op)
          .contains("db");
    }
    assertThat(RecordingFile.readAllEvents(recording))
        .as("virtual threads that held their carrier while a tool slept")
        .noneMatch(VirtualThreadsSmokeTest::isPinnedInATool);
  }

  private static JavaProgram onVirtualThreads(int jdk) {
    Optional<Path> home = JavaHomes.find(jdk);
    assumeTrue(
        home.isPresent(),
        "No JDK %d: set JAVA%d_HOME or install one in /usr/lib/jvm".formatted(jdk, jdk));
    return new SdkProgram("2.1.0", Transport.STREAMABLE, false)
        .plain()
        .onJava(home.orElseThrow())
        .jvmArgument("-Ddemo.virtual-threads=true")
        // where the SDK runs blocking tools
        .jvmArgument("-Dreactor.schedulers.defaultBoundedElasticOnVirtualThreads=true")
        .jvmArgument("-Djdk.virtualThreadScheduler.parallelism=1");
  }

  private static void assertSlept(Optional<JsonNode> reply) {
    assertThat(reply)
        .hasValueSatisfying(
            answer ->
                assertThat(answer.at("/result/content/0/text").asText()).isEqualTo("slept 300 ms"));
  }

  private static boolean isPinnedInATool(RecordedEvent event) {
    return event.getEventType().getName().equals(PINNED)
        && event.getStackTrace() != null
        && event.getStackTrace().getFrames().stream()
            .map(RecordedFrame::getMethod)
            .anyMatch(
                method ->
                    method.getName().equals("sleep")
                        && method.getType().getName().endsWith("app.tools.Demo"));
  }
}
