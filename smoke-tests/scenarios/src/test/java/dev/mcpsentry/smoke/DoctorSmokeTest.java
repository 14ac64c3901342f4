package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent jar as a program that looks at a set-up. */
class DoctorSmokeTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Test
  void withoutArguments_itSaysItsVersion() {
    Answer answer = Answer.of(JavaProgram.jar(Build.agent()));

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.stdout().get(0)).as("as the plain agent does").matches("\\d+\\.\\d+\\.\\d+");
    assertThat(answer.stdout()).anyMatch(line -> line.startsWith("mcp-sentry "));
  }

  @Test
  void row26_goodDsn_isToldByOneReportOfNothing() {
    try (FakeSentry sentry = FakeSentry.start()) {
      Answer answer = Answer.of(doctor(sentry.dsn()));

      assertThat(answer.exitCode()).as(answer.toString()).isZero();
      assertThat(answer.stderr()).isEmpty();
      assertThat(answer.stdout())
          .anyMatch(line -> line.matches("ok +jar +mcp-sentry .*"))
          .anyMatch(line -> line.matches("ok +envelope +project 42 .* answered 200"))
          .last()
          .asString()
          .matches("\\d+ ok, 0 warn, 0 failed");
      assertThat(sentry.count("client_report")).isEqualTo(1);
      assertThat(sentry.received().discarded()).isEmpty();
      assertRefusedAreQuestionsOnly(sentry.received());
    }
  }

  @Test
  void send_bringsOneOfEach() {
    try (FakeSentry sentry = FakeSentry.start()) {
      Answer answer = Answer.of(doctor(sentry.dsn(), "--send"));

      assertThat(answer.exitCode()).as(answer.toString()).isZero();
      Received received = sentry.received();
      assertThat(received.transaction("doctor").op()).isEqualTo("mcp.server");
      assertThat(received.events()).hasSize(1);
      assertThat(received.logs()).extracting(log -> log.body()).containsExactly("doctor");
      assertThat(received.metrics()).extracting(metric -> metric.name()).containsExactly("doctor");
      String trace = received.transaction("doctor").root().traceId();
      assertThat(received.logs().get(0).traceId()).isEqualTo(trace);
      assertThat(answer.stdout())
          .as("how to find them")
          .anyMatch(line -> line.contains("trace:" + trace));
      assertRefusedAreQuestionsOnly(received);
    }
  }

  @Test
  void row26_wrongKey_failsWithoutTellingIt() {
    try (FakeSentry sentry = FakeSentry.start()) {
      String dsn = sentry.dsn().replaceFirst("//[0-9a-f]+@", "//fedcba98765432100123456789abcdef@");
      Answer answer =
          Answer.of(doctor(dsn).environment("SENTRY_TAGS", "team:planted-tag").arguments("--json"));

      assertThat(answer.exitCode()).isEqualTo(1);
      JsonNode failed = answer.only("FAIL");
      assertThat(failed.path("check").asText()).isEqualTo("envelope");
      assertThat(failed.path("remedy").asText()).contains("SENTRY_DSN");
      assertThat(answer.toString()).doesNotContain("fedcba987").doesNotContain("planted");
    }
  }

  @Test
  void row26_hookedServer_isAskedAndNothingIsLoadedIntoIt() throws IOException {
    Path loaded = directory.resolve("loaded.txt");
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                    listing(SdkProgram.current(Transport.STREAMABLE).watched(sentry), loaded),
                    Transport.STREAMABLE)
                .initialized()) {
      served.client().callTool("echo", Map.of("text", "hello"));
      sentry.await(received -> !received.transactions("mcp.server").isEmpty());

      Answer answer =
          Awaitility.await()
              .atMost(PATIENCE)
              .until(
                  () -> asking(served.child()),
                  asked -> asked.says("attach", "Sentry answered 200"));

      assertThat(answer.says("attach", "monitored: MCP Java SDK server " + SdkProgram.CURRENT))
          .as(answer.toString())
          .isTrue();
      assertThat(answer.says("attach", "in agent ")).isTrue();
      assertThat(answer.says("settings", "process " + served.child().pid() + "'s environment"))
          .as("what the server was told, not the doctor")
          .isTrue();
      assertThat(answer.exitCode()).as(answer.toString()).isZero();
      assertThat(Files.readAllLines(loaded))
          .isNotEmpty()
          .noneMatch(line -> line.contains("dev.mcpsentry.doctor"))
          .noneMatch(line -> line.contains("dev.mcpsentry.launcher"))
          .noneMatch(line -> line.contains("picocli"));
    }
  }

  @Test
  void row26_serverThatIsNotHooked_fails() {
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                SdkProgram.current(Transport.STDIO)
                    .watched(sentry)
                    .environment("OTEL_INSTRUMENTATION_MCP_JAVA_SDK_ENABLED", "false"),
                Transport.STDIO)) {
      Answer answer =
          Awaitility.await()
              .atMost(PATIENCE)
              .until(
                  () -> asking(served.child()),
                  asked -> asked.says("attach", "found but not monitored: MCP Java SDK server"));

      assertThat(answer.exitCode()).isEqualTo(1);
      assertThat(answer.says("attach", "mcp-java-sdk.enabled=false")).isTrue();
    }
  }

  @Test
  void row26_serverWithoutAgent_failsAndLoadsOnlyWhatTheJvmNeedsToAnswer() throws IOException {
    Path loaded = directory.resolve("loaded.txt");
    try (Served served =
        Served.start(
            listing(SdkProgram.current(Transport.STDIO).plain(), loaded), Transport.STDIO)) {
      long before = Files.readAllLines(loaded).size();

      Answer answer = asking(served.child());

      assertThat(answer.exitCode()).isEqualTo(1);
      assertThat(answer.says("attach", "has no agent")).as(answer.toString()).isTrue();
      assertThat(Files.readAllLines(loaded).stream().skip(before))
          .noneMatch(line -> line.contains("mcp-sentry-agent"))
          .noneMatch(line -> line.contains("dev.mcpsentry.") && !line.contains(".smoke."))
          .noneMatch(line -> line.contains("picocli") || line.contains("__JVM_DefineClass__"));
      assertThat(served.child().isAlive()).isTrue();
    }
  }

  private static JavaProgram doctor(String dsn, String... arguments) {
    return JavaProgram.jar(Build.agent())
        .arguments("doctor")
        .arguments(arguments)
        .environment("SENTRY_DSN", dsn);
  }

  private static Answer asking(ChildJvm child) {
    return Answer.of(
        JavaProgram.jar(Build.agent())
            .arguments("doctor", "--json", "--pid", Long.toString(child.pid())));
  }

  private static JavaProgram listing(JavaProgram program, Path loaded) {
    return program.jvmArgument("-Xlog:class+load:file=" + loaded);
  }

  // what version it is: our fake has no such page
  private static void assertRefusedAreQuestionsOnly(Received received) {
    assertThat(received.rejections()).allMatch(refused -> refused.toString().contains("GET"));
  }

  /** What it said. */
  private record Answer(int exitCode, List<String> stdout, List<String> stderr) {

    static Answer of(JavaProgram program) {
      try (ChildJvm child = program.start()) {
        int code = child.awaitExit().code();
        return new Answer(code, child.stdout().lines(), child.stderr().lines());
      }
    }

    JsonNode json() {
      try {
        return new ObjectMapper().readTree(String.join("\n", stdout));
      } catch (IOException e) {
        throw new AssertionError(toString(), e);
      }
    }

    boolean says(String check, String text) {
      for (JsonNode finding : json()) {
        if (finding.path("check").asText().equals(check)
            && finding.path("finding").asText().contains(text)) {
          return true;
        }
      }
      return false;
    }

    JsonNode only(String level) {
      JsonNode found = null;
      for (JsonNode finding : json()) {
        if (finding.path("level").asText().equals(level)) {
          assertThat(found).as(toString()).isNull();
          found = finding;
        }
      }
      assertThat(found).as(toString()).isNotNull();
      return found;
    }
  }
}
