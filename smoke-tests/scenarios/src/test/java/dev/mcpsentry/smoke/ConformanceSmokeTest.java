package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol's own suite cannot tell whether a server is watched. Skipped without Node. */
class ConformanceSmokeTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern TIME_OF_RUN = Pattern.compile("-\\d{4}-\\d\\d-\\d\\dT.*");
  private static final int FEWEST_PASSED = 39;

  @Test
  void everyCheck_endsTheSameWithAndWithoutTheAgent(@TempDir Path results) throws IOException {
    JavaProgram server = GatewayProgram.upstream(Transport.STREAMABLE);
    List<String> plain = run(server, results.resolve("plain"));
    try (FakeSentry sentry = FakeSentry.start()) {
      List<String> watched =
          run(GatewayProgram.watched(server, sentry), results.resolve("watched"));
      // for the report of the build
      System.out.printf("Conformance: %s, with the agent: %s%n", counts(plain), counts(watched));

      assertThat(watched).isEqualTo(plain);
      assertThat(plain.stream().filter(check -> check.endsWith("SUCCESS")))
          .as("checks that pass")
          .hasSizeGreaterThanOrEqualTo(FEWEST_PASSED);
      assertThat(sentry.received().rejections()).isEmpty();
      assertThat(sentry.received().transactions("mcp.server")).isNotEmpty();
    }
  }

  private static List<String> run(JavaProgram program, Path results) throws IOException {
    Files.createDirectories(results);
    try (ChildJvm server = program.start()) {
      String url = "http://127.0.0.1:" + server.awaitReady() + "/mcp";
      try (ChildJvm suite =
          NodePrograms.conformance(
                  "server", "--url", url, "--suite", "all", "--output-dir", results.toString())
              .start()) {
        suite.awaitExit();
      }
      server.terminate();
    }
    return checks(results);
  }

  /** A line for each check that can fail: scenario, check and how it ended. */
  private static List<String> checks(Path results) throws IOException {
    List<String> checks = new ArrayList<>();
    try (Stream<Path> scenarios = Files.list(results)) {
      for (Path scenario : scenarios.toList()) {
        String name = TIME_OF_RUN.matcher(scenario.getFileName().toString()).replaceFirst("");
        for (JsonNode check : MAPPER.readTree(scenario.resolve("checks.json").toFile())) {
          String status = check.path("status").asText();
          // what was sent and received is told as INFO
          if (!status.equals("INFO")) {
            checks.add(name + " " + check.path("id").asText() + " " + status);
          }
        }
      }
    }
    Collections.sort(checks);
    return checks;
  }

  private static String counts(List<String> checks) {
    return checks.stream()
        .collect(
            Collectors.groupingBy(
                check -> check.substring(check.lastIndexOf(' ') + 1),
                TreeMap::new,
                Collectors.counting()))
        .toString();
  }
}
