package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogCheckTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mcp-sentry 0.1.0, environment production, release x, traces sample rate 1.0 | OK
          MCP Java SDK server 1.1.5: monitored                                         | OK
          mcp-sentry 0.1.0: SENTRY_DSN not set, Sentry monitoring disabled             | FAIL
          MCP Java SDK server 9.0: found but not monitored: its classes are not        | FAIL
          cannot reach Sentry at x: java.net.ConnectException; further reports         | FAIL
          Sentry at x answered 403, check the key in SENTRY_DSN; further reports       | FAIL
          dropped in the last minute: queue_overflow 3 span                            | WARN
          SENTRY_DEBUG is not true or false: 'yes' (environment variable)              | WARN
          issues stepped aside after java.lang.Error; further reports are suppressed   | WARN
          """)
  void lineOfOurs_isJudged(String line, Level level) throws IOException {
    List<Finding> findings =
        findings("INFO something else\n2026 [mcp-sentry] " + line + "\r\n[other] disabled\n");

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).text()).isEqualTo(line);
    assertThat(findings.get(0).level()).isEqualTo(level);
    assertThat(findings.get(0).remedy() == null).isEqualTo(level == Level.OK);
  }

  @Test
  void logWithoutUs_fails() throws IOException {
    assertThat(findings("nothing\n").get(0).remedy()).contains("-javaagent");
    assertThat(findings("").get(0).failed()).isTrue();
  }

  @Test
  void fileThatIsNot_fails() {
    assertThat(new LogCheck(directory.resolve("none"), Said.REDACTION).findings().get(0).failed())
        .isTrue();
  }

  @Test
  void linesOfOthersMaking_areBoundedAndClean() throws IOException {
    String log =
        "[mcp-sentry] \u001b[2J password=planted-secret "
            + "x".repeat(1_000_000)
            + "\n"
            + "\ud83d[mcp-sentry] again\n".repeat(10_000);

    List<Finding> findings = findings(log);

    assertThat(findings).hasSizeLessThan(50);
    assertThat(findings.toString()).hasSizeLessThan(20_000);
    assertThat(findings.toString()).doesNotContain("planted").doesNotContain("\u001b");
  }

  private List<Finding> findings(String log) throws IOException {
    Path file = directory.resolve("stderr.log");
    Files.write(file, log.getBytes(StandardCharsets.UTF_8));
    return new LogCheck(file, Said.REDACTION).findings();
  }
}
