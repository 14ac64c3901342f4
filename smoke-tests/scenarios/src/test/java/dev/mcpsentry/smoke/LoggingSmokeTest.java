package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.ErrorEvent;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.TypedItem;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.Exit;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs log, whatever they log it with. */
class LoggingSmokeTest {

  private static final int FLOOD = 300_000;
  private static final Duration NO_HANG = Duration.ofSeconds(60);

  static Stream<Arguments> libraries() {
    return Stream.of(
        Arguments.of("logback", "-ea", true),
        Arguments.of("log4j", "-Dlog4j2.level=INFO", true),
        Arguments.of("jul", "-ea", false),
        Arguments.of("jul", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", false));
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void whatIsLogged_isALogAndWhatFailsAnIssue(String library, String flag, boolean mdc) {
    try (FakeSentry sentry = FakeSentry.start();
        ChildJvm child = program(sentry, library).jvmArgument(flag).start()) {
      assertThat(child.awaitExit().code()).isZero();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      List<TypedItem> logs =
          received.logs().stream().filter(LoggingSmokeTest::isOfTheProgram).toList();
      assertThat(logs)
          .extracting(TypedItem::body)
          .containsExactly("order 7 shipped", "token=[Filtered] expired", "cannot ship 8");
      assertThat(logs)
          .extracting(log -> log.json().path("level").asText())
          .containsExactly("info", "warn", "error");
      assertThat(logs)
          .allSatisfy(
              log -> {
                assertThat(log.attribute("thread.name")).isEqualTo("main");
                assertThat(log.attribute("sentry.release")).isEqualTo("demo@1");
                assertThat(log.attribute("tenant")).isEqualTo(mdc ? "acme" : null);
              });
      assertThat(received.events()).hasSize(1);
      ErrorEvent issue = received.events().get(0);
      assertThat(issue.level()).isEqualTo("error");
      assertThat(issue.json().path("logger").asText()).isEqualTo("shop.Orders");
      assertThat(issue.thrown().className()).isEqualTo("java.lang.IllegalStateException");
      assertThat(issue.thrown().inAppFrames()).last().asString().endsWith("LoggingProgram.failure");
    }
  }

  @Test
  void keysAndValues_areAttributes() {
    try (FakeSentry sentry = FakeSentry.start();
        ChildJvm child = program(sentry, "logback").start()) {
      child.awaitExit();

      assertThat(sentry.received().logs())
          .filteredOn(log -> log.body().equals("order 7 shipped"))
          .singleElement()
          .satisfies(log -> assertThat(log.attribute("carrier")).isEqualTo("pigeon"))
          .satisfies(
              log ->
                  assertThat(log.attribute("sentry.message.template"))
                      .isEqualTo("order {} shipped"));
    }
  }

  @Test
  void floodOfLines_doesNoHarm() {
    try (FakeSentry sentry = FakeSentry.start();
        ChildJvm child =
            program(sentry, "flood")
                .arguments(Integer.toString(FLOOD))
                .jvmArgument("-Xmx64m")
                .start()) {
      Exit exit = child.awaitExit();

      assertThat(exit.code()).isZero();
      assertThat(child.stdout().lines()).isEmpty();
      assertThat(child.stderr().lines()).noneMatch(line -> line.contains("OutOfMemoryError"));
      assertThat(took(child.stderr().lines())).isLessThan(NO_HANG);
      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(received.logs()).isNotEmpty();
      assertThat(received.events()).isEmpty();
    }
  }

  private static Duration took(List<String> stderr) {
    return stderr.stream()
        .filter(line -> line.startsWith("FLOOD "))
        .map(line -> Duration.ofMillis(Long.parseLong(line.substring("FLOOD ".length()))))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isOfTheProgram(TypedItem log) {
    return "shop.Orders".equals(log.attribute("logger.name"));
  }

  private static JavaProgram program(FakeSentry sentry, String library) {
    return JavaProgram.main(Build.row("logging"), "dev.mcpsentry.smoke.app.logging.LoggingProgram")
        .arguments(library)
        .agent(Build.agent())
        .environment("SENTRY_DSN", sentry.dsn())
        .environment("SENTRY_RELEASE", "demo@1");
  }
}
