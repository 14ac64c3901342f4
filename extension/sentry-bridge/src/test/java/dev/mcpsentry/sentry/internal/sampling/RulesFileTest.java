package dev.mcpsentry.sentry.internal.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesFileTest {

  @TempDir Path directory;

  @Test
  void yamlAndJson_areTheSame() throws IOException {
    RulesFile yaml =
        read(
            """
            # what we want
            rules:
              - tool: find_*
                client: [cursor, claude*]
                rate: 1.0
              - route: "/health*"
                multiplier: 0.5
            """);
    RulesFile json =
        read(
            """
            {"rules": [
              {"tool": "find_*", "client": ["cursor", "claude*"], "rate": 1},
              {"route": "/health*", "multiplier": 5e-1}]}
            """);
    assertThat(yaml.complaints()).isEmpty();
    assertThat(json.complaints()).isEmpty();
    assertThat(yaml.rules()).hasSize(2);
    assertThat(json.rules()).hasToString(yaml.rules().toString());
    assertThat(read("- {tool: a, rate: 0.5}").rules()).as("a bare list").hasSize(1);
  }

  @Test
  void byteOrderMark_isNoRule() throws IOException {
    assertThat(read("\uFEFFrules: [{rate: 0.5}]").rules()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{tols: a, rate: 1}          | 'tols' is none of method, tool, prompt, scheme, route, op,",
        "{tool: a}                   | there is neither rate nor multiplier",
        "{tool: a, rate: 1, rate: 0} | there is more than one rate or multiplier",
        "{tool: a, rate: 1, multiplier: 1} | there is more than one rate or multiplier",
        "{tool: a, tool: b, rate: 1} | tool is there twice",
        "{tool: a, rate: .nan}       | rate is no number from 0.0 to 1.0: '.nan'",
        "{tool: a, rate: NaN}        | rate is no number from 0.0 to 1.0: 'NaN'",
        "{tool: a, rate: -1}         | rate is no number from 0.0 to 1.0: '-1'",
        "{tool: a, rate: 2}          | rate is no number from 0.0 to 1.0: '2'",
        "{tool: a, rate: 0x1}        | rate is no number from 0.0 to 1.0: '0x1'",
        "{tool: a, rate: 50%}        | rate is no number from 0.0 to 1.0: '50%'",
        "{tool: a, rate: }           | rate is no number from 0.0 to 1.0: ''",
        "{tool: a, rate: [1]}        | rate is no number from 0.0 to 1.0: a list",
        "{tool: a, multiplier: -0.5} | multiplier is no number",
        "{tool: a, multiplier: 1e400} | multiplier is no number",
        "{tool: {a: b}, rate: 1}     | tool is no text of 1 to 200 characters",
        "{tool: '', rate: 1}         | tool is no text of 1 to 200 characters",
        "{tool: [], rate: 1}         | tool has none, or more than 50 texts",
        "{tool: *_user, rate: 1}     | tool: '*_user' must be in quotes",
        "just words                  | 'just words' is no rule",
        "[a, b]                      | a list is no rule",
        "{? [a] : b, rate: 1}        | a list is none of",
        "{path: /a, rate: 1}         | 'path' is none of",
        "{Tool: a, rate: 1}          | 'Tool' is none of",
      })
  void wrongRule_isNamedAndTheOthersCount(String rule, String reason) throws IOException {
    RulesFile file =
        read("rules:\n  - {tool: a, rate: 0.5}\n  - " + rule + "\n  - {tool: b, rate: 0.25}\n");
    assertThat(file.complaints()).hasSize(1);
    assertThat(file.complaints().get(0))
        .startsWith("the sampling rules " + directory.resolve("rules.yaml") + ", line 3: ")
        .contains(reason)
        .endsWith("; the rule is left out");
    assertThat(file.rules()).hasSize(2);
  }

  @Test
  void lineOfAMistake_isItsOwn() throws IOException {
    RulesFile file = read("rules:\n- tool: a\n  client: b\n  rate: 7\n- tool: b\n  rates: 1\n");
    assertThat(file.complaints())
        .extracting(complaint -> complaint.replaceAll(".*, (line \\d+):.*", "$1"))
        .containsExactly("line 4", "line 6");
    assertThat(file.rules()).isEmpty();
  }

  @Test
  void syntaxError_leavesWhatCameBefore() throws IOException {
    RulesFile file =
        read("rules:\n- {tool: a, rate: 1}\n- {tool: b, rate: 1\n- {tool: c, rate: 1}\n");
    assertThat(file.rules()).hasSize(1);
    assertThat(file.complaints()).hasSize(1);
    assertThat(file.complaints().get(0)).contains(", line ").endsWith("; the rest is left out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rulez: []",
        "rules: 7",
        "rules: {a: b}",
        "7",
        "\"",
        "\t- a",
        "\0",
        "&a *a",
        "- *a",
        "!!java.net.URL [a]",
        "%YAML 9.9\n---\na",
        "---\n...\n---\n"
      })
  void otherThings_areNoRulesAndSaidSo(String text) throws IOException {
    RulesFile file = read(text);
    assertThat(file.rules()).isEmpty();
    assertThat(file.complaints()).isNotEmpty();
  }

  @Test
  void emptyFile_hasNoRules() throws IOException {
    for (String text : new String[] {"", "\n", "# nothing\n", "rules: []", "{}"}) {
      assertThat(read(text).rules()).isEmpty();
      assertThat(read(text).complaints()).isEmpty();
    }
  }

  @Test
  void aliasBomb_isNotFollowed() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
      String before = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(10, before))));
    }
    bomb.append("rules:\n- {tool: *a19, rate: 1}\n- {tool: b, rate: 1}\n");
    RulesFile file = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(bomb.toString()));
    assertThat(file.rules()).hasSize(1);
    assertThat(file.complaints()).hasSize(21).anyMatch(c -> c.contains("line 22: tool: '*a19'"));
  }

  @Test
  void deepNesting_isRefused() {
    for (String open : new String[] {"[", "{a: ", "- "}) {
      RulesFile file =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> read("rules:\n- " + open.repeat(50_000)));
      assertThat(file.rules()).isEmpty();
      assertThat(file.complaints()).hasSize(1);
    }
  }

  @Test
  void fileThatIsWrongInEveryLine_isToldWithinBounds() throws IOException {
    StringBuilder text = new StringBuilder("rules:\n");
    for (int i = 0; i < 5_000; i++) {
      text.append("- {tool").append(i).append(": x, rate: 1}\n");
    }
    RulesFile file = read(text.toString());
    assertThat(file.rules()).isEmpty();
    assertThat(file.complaints()).hasSize(RulesReader.MAX_COMPLAINTS + 1);
    assertThat(file.complaints().get(RulesReader.MAX_COMPLAINTS)).endsWith(": 4950 more are wrong");
  }

  @Test
  void rulesWithoutEnd_areBounded() throws IOException {
    RulesFile file = read("rules:\n" + "- {tool: a, rate: 1}\n".repeat(1_000));
    assertThat(file.rules()).hasSize(RulesReader.MAX_RULES);
    assertThat(file.complaints().get(0)).contains("line 202: there are more than 200 rules");
  }

  @Test
  void hugeFile_isNotRead() throws IOException {
    Path huge = directory.resolve("huge.yaml");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(10L << 20);
    }
    assertUnreadable(huge, "has more than 256 KiB");
  }

  @Test
  void whatIsNoText_isSaidSo() throws IOException {
    Path latin = directory.resolve("latin.yaml");
    Files.write(latin, "rules: [{tool: \u00e9, rate: 1}]".getBytes(StandardCharsets.ISO_8859_1));
    assertUnreadable(latin, "is not UTF-8");
  }

  @Test
  void whatIsNoFile_isSaidSo() throws IOException {
    assertUnreadable(directory, "is a directory");
    assertUnreadable(directory.resolve("missing.yaml"), "does not exist");
    assertUnreadable(Path.of("/dev/null"), "is no regular file");
    assertThat(RulesFile.read("a\0b").complaints()).hasSize(1);
    Path dangling = directory.resolve("dangling");
    Files.createSymbolicLink(dangling, directory.resolve("missing.yaml"));
    assertUnreadable(dangling, "does not exist");
  }

  @Test
  void link_isFollowed() throws IOException {
    read("rules: [{rate: 0.5}]");
    Path link = directory.resolve("link");
    Files.createSymbolicLink(link, directory.resolve("rules.yaml"));
    assertThat(RulesFile.read(link.toString()).rules()).hasSize(1);
  }

  private static void assertUnreadable(Path path, String reason) {
    RulesFile file = RulesFile.read(path.toString());
    assertThat(file.rules()).isEmpty();
    assertThat(file.complaints()).containsExactly("the sampling rules " + path + ": " + reason);
  }

  private RulesFile read(String text) throws IOException {
    Path path = directory.resolve("rules.yaml");
    Files.writeString(path, text);
    return RulesFile.read(path.toString());
  }
}
