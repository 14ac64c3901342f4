package dev.mcpsentry.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.ingest.FakeIngest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the bridge costs before it has anything to say, seen from outside of a JVM of its own. */
class LazinessTest {

  @Test
  void withoutDsn_noSentryClassIsLoadedAndNoThreadStarted() throws Exception {
    List<String> output = run(Map.of());
    assertThat(output).contains("threads: 0");
    assertThat(output).noneMatch(line -> line.contains(" io.sentry."));
    assertThat(output)
        .filteredOn(line -> line.startsWith("[mcp-sentry]"))
        .containsExactly(
            "[mcp-sentry] mcp-sentry 0.1.0: SENTRY_DSN not set, Sentry monitoring disabled");
  }

  @Test
  void withoutErrors_noSentryClassIsLoaded() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      List<String> output = run(Map.of("SENTRY_DSN", ingest.dsn()));
      assertThat(output).noneMatch(line -> line.contains(" io.sentry."));
      assertThat(ingest.items("span")).hasSize(1);
    }
  }

  private static List<String> run(Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                OneCall.class.getName())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("SENTRY_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }
}
