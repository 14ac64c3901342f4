package dev.mcpsentry.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table between two markers of a document, which follows the code; {@code -Ddocs.rewrite=true}
 * writes it.
 *
 * @param name what the opening marker begins with and the closing one ends with
 */
record GeneratedTable(String document, String name) {

  private static final boolean REWRITE = Boolean.getBoolean("docs.rewrite");

  /** Holds that the table is exactly this. */
  void mustBe(List<String> table) throws IOException {
    Path file = Repository.ROOT.resolve(document);
    List<String> lines = Files.readAllLines(file);
    int from = index(lines, "<!-- " + name + ":") + 1;
    int to = index(lines, "<!-- end of " + name);
    if (REWRITE) {
      List<String> next = new ArrayList<>(lines.subList(0, from));
      next.add("");
      next.addAll(table);
      next.add("");
      next.addAll(lines.subList(to, lines.size()));
      Files.write(file, next);
      return;
    }
    assertThat(lines.subList(from, to).stream().filter(line -> !line.isEmpty()))
        .as("%s follows the code; -Ddocs.rewrite=true rewrites it", document)
        .containsExactlyElementsOf(table);
  }

  /** The last cell of the row that begins with this one, which is written by hand. */
  String lastCell(String firstCell) throws IOException {
    List<String> lines = Files.readAllLines(Repository.ROOT.resolve(document));
    return lines
        .subList(index(lines, "<!-- " + name + ":"), index(lines, "<!-- end of " + name))
        .stream()
        .filter(line -> line.startsWith("| " + firstCell + " |"))
        .map(line -> line.substring(line.lastIndexOf("| ", line.length() - 2) + 2))
        .map(cell -> cell.substring(0, cell.length() - 2))
        .findFirst()
        .orElse("");
  }

  private static int index(List<String> lines, String start) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new AssertionError("no line begins with " + start);
  }
}
