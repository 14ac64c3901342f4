package dev.mcpsentry.smoke.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChildJvmTest {

  private final JavaProgram program =
      JavaProgram.main(
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
          EchoProgram.class.getName());

  @Test
  void child_answersOnStdoutAndEndsWithItsInput() throws IOException {
    try (ChildJvm child =
        program
            .environment("SENTRY_DSN", "here")
            .jvmArgument("-Dx=y")
            .arguments("a", "b")
            .start()) {
      assertThat(child.awaitReady()).isEqualTo(7);
      child.stdin().write("SENTRY_DSN\nx\nOTEL_SDK_DISABLED\n".getBytes(StandardCharsets.UTF_8));

      Exit exit = child.endInput();

      assertThat(exit.code()).isEqualTo(2);
      assertThat(child.stdout().lines())
          .containsExactly("SENTRY_DSN=here/null", "x=null/y", "OTEL_SDK_DISABLED=null/null");
      assertThat(child.stderr().lines()).contains("READY 7");
    }
  }

  @Test
  void termination_endsTheChildBySignal() {
    try (ChildJvm child = program.start()) {
      child.awaitReady();

      assertThat(child.terminate().code()).isEqualTo(143);
      assertThat(child.isAlive()).isFalse();
    }
  }

  @Test
  void childThatCannotStart_isReportedWithItsStderr() {
    try (ChildJvm child = JavaProgram.jar(Path.of("missing.jar")).start()) {
      assertThatThrownBy(child::awaitReady)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("missing.jar");
    }
  }
}
