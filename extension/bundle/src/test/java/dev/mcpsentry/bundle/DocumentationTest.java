package dev.mcpsentry.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.error.ErrorType;
import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.options.Setting;
import dev.mcpsentry.telemetry.options.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documentation says about the code, and its links. */
class DocumentationTest {

  private static final int README_LINES = 150;
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

  @Test
  void configuration_listsEverySetting() throws IOException {
    List<String> table = new ArrayList<>();
    table.add("| Environment variable | Property | Default | Meaning | Example |");
    table.add("|---|---|---|---|---|");
    for (Setting<?> setting : Settings.ALL) {
      table.add(
          row(
              code(setting.environmentVariable()),
              code(setting.property()),
              setting.defaultText().isEmpty() ? "" : code(setting.defaultText()),
              setting.meaning(),
              code(setting.example())));
    }
    new GeneratedTable("docs/configuration.md", "settings").mustBe(table);
  }

  @Test
  void telemetry_listsEveryKindOfFailure() throws IOException {
    GeneratedTable taxonomy = new GeneratedTable("docs/telemetry.md", "taxonomy");
    List<String> table = new ArrayList<>();
    table.add(
        "| `mcp.failure` | Span status | In Sentry | `error.type` | Issue | Release health |"
            + " `error_type` | When |");
    table.add("|---|---|---|---|---|---|---|---|");
    for (FailureKind kind : FailureKind.values()) {
      String name = code(kind.attributeValue());
      String when = taxonomy.lastCell(name);
      assertThat(when).as("when %s happens, in words", kind).isNotBlank();
      table.add(
          row(
              name,
              code(kind.span().name()),
              code(kind.sentryStatus()),
              errorType(kind.errorType()),
              issue(kind.issue()),
              kind.health().name().toLowerCase(Locale.ROOT),
              kind.issue().captured() ? code(kind.mechanismErrorType("tools/call")) : "",
              when));
    }
    taxonomy.mustBe(table);
  }

  private static String errorType(ErrorType type) {
    if (type.word() != null) {
      return code(type.word());
    }
    return type == ErrorType.THROWN ? "the exception's class" : "";
  }

  private static String issue(FailureKind.Issue issue) {
    return issue.captured()
        ? (issue.handled() ? "handled, " : "unhandled, ") + issue.level()
        : "none";
  }

  @Test
  void readme_isReadInTwoMinutes() throws IOException {
    assertThat(Files.readAllLines(Repository.ROOT.resolve("README.md")))
        .hasSizeLessThanOrEqualTo(README_LINES);
  }

  /** A snippet is a part of the source that is linked above it, but for how far it is indented. */
  @ParameterizedTest
  @CsvSource({"custom-instrumentation, 6", "oauth, 2"})
  void page_showsWhatIsCompiled(String name, int atLeast) throws IOException {
    Path page = Repository.ROOT.resolve("docs/operations/" + name + ".md");
    String source = "";
    @Nullable List<String> snippet = null;
    int snippets = 0;
    for (String line : Files.readAllLines(page)) {
      Matcher link = LINK.matcher(line);
      if (snippet == null && link.find() && link.group(1).endsWith(".java")) {
        source = Files.readString(page.resolveSibling(link.group(1)).normalize());
      } else if (line.equals("```java")) {
        snippet = new ArrayList<>();
      } else if (snippet != null && line.equals("```")) {
        assertThat(flush(source.lines().toList())).contains(flush(snippet));
        snippet = null;
        snippets++;
      } else if (snippet != null) {
        snippet.add(line);
      }
    }
    assertThat(snippets).isGreaterThanOrEqualTo(atLeast);
  }

  private static String flush(List<String> lines) {
    return lines.stream().map(String::strip).collect(Collectors.joining("\n"));
  }

  @Test
  void relativeLinks_leadSomewhere() throws IOException {
    Map<Path, List<String>> documents = Repository.markdown();
    List<String> broken = new ArrayList<>();
    documents.forEach(
        (document, lines) -> {
          for (String line : lines) {
            Matcher link = LINK.matcher(line);
            while (link.find()) {
              if (!leadsSomewhere(documents, document, link.group(1))) {
                broken.add(document + ": " + link.group(1));
              }
            }
          }
        });
    assertThat(documents).isNotEmpty();
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(
      Map<Path, List<String>> documents, Path document, String target) {
    if (ELSEWHERE.matcher(target).matches()) {
      return true;
    }
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file = path.isEmpty() ? document : document.resolveSibling(path).normalize();
    if (!Files.exists(Repository.ROOT.resolve(file))) {
      return false;
    }
    return hash < 0
        || documents.getOrDefault(file, List.of()).stream()
            .filter(line -> line.startsWith("#"))
            .anyMatch(heading -> anchor(heading).equals(target.substring(hash + 1)));
  }

  // as GitHub makes them
  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells).replace("|  |", "| |") + " |";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
