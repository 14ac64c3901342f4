package dev.mcpsentry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a user sees it. */
class DoctorTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterEach
  void forget() {
    System.clearProperty("sentry.dsn");
    System.clearProperty("sentry.tags");
    System.clearProperty("sentry.proxy.pass");
  }

  @Test
  void withoutArguments_itSaysWhatItIs() {
    assertThat(run()).isZero();
    assertThat(said()).contains("mcp-sentry 0.").contains("Usage:").contains("doctor");
    assertThat(complained()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "doctor --nonsense",
        "doctor --pid x",
        "doctor --timeout soon",
        "doctor --timeout 0s",
        "doctor --pid",
        "doctor more",
        "nonsense"
      })
  void wrongUsage_ends2AndTellsStderrAlone(String arguments) {
    assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(said()).isEmpty();
    assertThat(complained()).isNotEmpty();
  }

  @Test
  void failure_ends1AndIsSummedUp() {
    assertThat(run("doctor")).isEqualTo(1);

    List<String> lines = said().lines().toList();
    assertThat(lines).allMatch(line -> line.matches("(ok   |warn |FAIL | {19}|\\d).*"));
    assertThat(lines).anyMatch(line -> line.startsWith("FAIL dsn "));
    assertThat(lines.get(lines.size() - 1)).matches("\\d+ ok, \\d+ warn, \\d+ failed");
    assertThat(complained()).isEmpty();
  }

  @Test
  void json_isAListOfTheSame() throws IOException {
    System.setProperty("sentry.tags", "team:planted-secret");
    assertThat(run("doctor", "--json")).isEqualTo(1);

    JsonNode list = new ObjectMapper().readTree(said());
    assertThat(list.isArray()).isTrue();
    assertThat(list)
        .allMatch(entry -> List.of("ok", "warn", "FAIL").contains(entry.path("level").asText()))
        .allMatch(entry -> !entry.path("check").asText().isEmpty())
        .allMatch(entry -> !entry.path("finding").asText().isEmpty())
        .allMatch(entry -> entry.path("level").asText().equals("ok") || entry.has("remedy"))
        .anyMatch(entry -> entry.path("check").asText().equals("dsn"));
    assertThat(said()).doesNotContain("planted");
  }

  @Test
  void plantedSecrets_areNotInAnyOutput() {
    try (RawServer server =
        RawServer.posts(
            RawServer.answer(
                403,
                "X-Sentry-Error: planted-key-1 and planted-secret-2 and planted-pass-3\r\n"))) {
      System.setProperty(
          "sentry.dsn",
          "http://planted-key-1:planted-secret-2@127.0.0.1:%d/42".formatted(server.port()));
      System.setProperty("sentry.proxy.pass", "planted-pass-3");
      System.setProperty("sentry.tags", "team:planted-tag-4");

      assertThat(run("doctor")).isEqualTo(1);
      assertThat(run("doctor", "--json", "--send")).isEqualTo(1);

      assertThat(said() + complained()).contains("X-Sentry-Error: ***").doesNotContain("planted-");
    }
  }

  @Test
  void timeouts_areReadAsPeopleWriteThem() {
    DurationText text = new DurationText();

    assertThat(text.convert("5s")).hasSeconds(5);
    assertThat(text.convert("7")).hasSeconds(7);
    assertThat(text.convert("500ms")).hasMillis(500);
    assertThat(text.convert("2m")).hasMinutes(2);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private int run(String... arguments) {
    return Doctor.run(
        arguments, new PrintStream(out, true), new PrintStream(err, true), new File("none.jar"));
  }
}
