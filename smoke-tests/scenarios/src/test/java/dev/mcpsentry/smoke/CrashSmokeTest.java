package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.ErrorEvent;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.SessionBucket;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that die: Sentry hears of it, and nobody else sees a difference. */
class CrashSmokeTest {

  private static final String ERRAND = "dev.mcpsentry.smoke.app.tools.Errand";

  /**
   * How a program ended, without what the agent and the JVM say of themselves.
   *
   * @param code its exit code
   * @param stderr its own lines
   */
  private record End(int code, List<String> stderr) {

    static End of(JavaProgram program) {
      try (ChildJvm child = program.start()) {
        int code = child.awaitExit().code();
        return new End(code, child.stderr().lines().stream().filter(End::isItsOwn).toList());
      }
    }

    private static boolean isItsOwn(String line) {
      return !line.startsWith("[") && !line.contains(" VM warning: ");
    }
  }

  @ParameterizedTest
  @CsvSource({"throw, main", "worker, worker-7", "chained-handler, main"})
  void uncaughtException_isAFatalIssueAndNothingElseChanges(String errand, String thread) {
    JavaProgram program = errand(errand);
    try (FakeSentry sentry = FakeSentry.start()) {
      End plain = End.of(program);
      End watched = End.of(watched(program, sentry));

      assertThat(watched).isEqualTo(plain);
      ErrorEvent event = fatal(sentry);
      assertThat(event.tag("thread.name")).isEqualTo(thread);
      assertThat(event.thrown().message()).isEqualTo("cannot start");
      assertThat(event.thrown().inAppFrames()).last().isEqualTo(ERRAND + ".start");
    }
  }

  @Test
  void handlerOfTheApplications_isCalledAsWithoutUs() {
    JavaProgram program = errand("own-handler");
    try (FakeSentry sentry = FakeSentry.start()) {
      End watched = End.of(watched(program, sentry));

      assertThat(watched).isEqualTo(End.of(program));
      assertThat(watched.stderr()).containsExactly("HANDLED main cannot start");
    }
  }

  static Stream<String> springRows() {
    return Build.rows(List.of("spring-ai-2.0.0-webmvc"), List.of("spring-ai-1.1.8-webmvc"));
  }

  @ParameterizedTest
  @MethodSource("springRows")
  void springProgramThatCannotStart_isAFatalIssueAndNothingElseChanges(String row) {
    JavaProgram program =
        JavaProgram.main(Build.row(row), "dev.mcpsentry.smoke.app.spring.SpringServer")
            .arguments("--transport", "streamable")
            .environment("SERVER_PORT", "nonsense");
    try (FakeSentry sentry = FakeSentry.start()) {
      End plain = End.of(program);
      End watched = End.of(watched(program, sentry));

      assertThat(watched).isEqualTo(plain);
      assertThat(watched.code()).isEqualTo(1);
      ErrorEvent event = fatal(sentry);
      assertThat(event.thrown().className()).startsWith("org.springframework.");
      assertThat(sentry.received().transactions()).isEmpty();
    }
  }

  private static JavaProgram errand(String name) {
    return JavaProgram.main(Build.row("sdk-" + SdkProgram.CURRENT), ERRAND).arguments(name);
  }

  private static JavaProgram watched(JavaProgram program, FakeSentry sentry) {
    return program
        .agent(Build.agent())
        .environment("SENTRY_DSN", sentry.dsn())
        .environment("SENTRY_RELEASE", "demo@1");
  }

  private static ErrorEvent fatal(FakeSentry sentry) {
    // what has left may still be read
    Received received = sentry.await(next -> !next.events().isEmpty());
    assertThat(received.rejections()).isEmpty();
    assertThat(received.events()).hasSize(1);
    ErrorEvent event = received.events().get(0);
    assertThat(event.level()).isEqualTo("fatal");
    assertThat(event.thrown().mechanism().path("type").asText())
        .isEqualTo("UncaughtExceptionHandler");
    assertThat(event.thrown().mechanism().path("handled").asBoolean(true)).isFalse();
    assertThat(received.sessionBuckets().stream().mapToInt(SessionBucket::crashed).sum())
        .isEqualTo(1);
    return event;
  }
}
