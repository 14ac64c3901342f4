package dev.mcpsentry.smoke.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Documents that follow the catalogue; {@code -Ddocs.rewrite=true} writes them. */
final class Repository {

  static final Path OPERATIONS = Path.of("../../docs/operations");
  static final Path SENTRY = OPERATIONS.resolve("sentry");
  private static final boolean REWRITE = Boolean.getBoolean("docs.rewrite");

  private Repository() {}

  static Catalogue catalogue() throws IOException {
    return Catalogue.read(SENTRY.resolve("catalogue.json"));
  }

  static Runbook runbook() throws IOException {
    return Runbook.read(OPERATIONS.resolve("runbook.md"));
  }

  /** Holds that the file is exactly this. */
  static void mustBe(Path file, String text) throws IOException {
    if (REWRITE) {
      Files.writeString(file, text);
      return;
    }
    assertThat(file).as("follows the catalogue; -Ddocs.rewrite=true rewrites it").hasContent(text);
  }

  /** Holds that the part of a page between two markers is exactly this. */
  static void mustBe(Path page, String name, List<String> part) throws IOException {
    List<String> lines = Files.readAllLines(page);
    int from = lines.indexOf("<!-- %s: generated from sentry/catalogue.json -->".formatted(name));
    int to = lines.indexOf("<!-- end of %s -->".formatted(name));
    assertThat(from).as("marker of %s in %s", name, page).isNotNegative().isLessThan(to);
    List<String> next = new ArrayList<>(lines.subList(0, from + 1));
    next.add("");
    next.addAll(part);
    next.add("");
    next.addAll(lines.subList(to, lines.size()));
    mustBe(page, String.join("\n", next) + "\n");
  }
}
