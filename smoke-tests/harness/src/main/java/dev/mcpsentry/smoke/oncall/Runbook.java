package dev.mcpsentry.smoke.oncall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The runbook's page: tables with a column of keys and one of links, and recipes in fenced blocks.
 *
 * @param pivots the rows of its tables
 * @param recipes in the order of the page
 */
public record Runbook(List<Pivot> pivots, List<Recipe> recipes) {

  private static final Pattern KEY = Pattern.compile("`([^`]+)`");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(#([^)]+)\\)");

  public Runbook {
    pivots = List.copyOf(pivots);
    recipes = List.copyOf(recipes);
  }

  /**
   * Reads the page.
   *
   * @throws IllegalArgumentException when a recipe cannot be read
   */
  public static Runbook read(Path page) throws IOException {
    return of(Files.readAllLines(page));
  }

  static Runbook of(List<String> lines) {
    List<Pivot> pivots = new ArrayList<>();
    List<Recipe> recipes = new ArrayList<>();
    String heading = "";
    @Nullable List<String> block = null;
    for (String line : lines) {
      if (block == null && line.startsWith("#")) {
        heading = line.replaceFirst("^#+ ", "");
      } else if (line.equals("```recipe")) {
        block = new ArrayList<>();
      } else if (block != null && line.equals("```")) {
        recipes.add(Recipe.parse(heading, block));
        block = null;
      } else if (block != null) {
        block.add(line);
      } else if (line.startsWith("| ") && line.contains("](#")) {
        pivots.add(pivot(line));
      }
    }
    return new Runbook(pivots, recipes);
  }

  private static Pivot pivot(String row) {
    List<String> cells =
        Stream.of(row.substring(2, row.lastIndexOf('|')).split(" \\| "))
            .map(String::strip)
            .toList();
    return new Pivot(cells.get(0), all(KEY, cells.get(1)), all(LINK, cells.get(cells.size() - 1)));
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** The recipe of a heading's anchor, as GitHub makes them. */
  public Recipe recipe(String anchor) {
    return recipes.stream()
        .filter(recipe -> anchor(recipe.name()).equals(anchor))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No recipe #" + anchor));
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }
}
