package dev.mcpsentry.smoke.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunbookTest {

  @Test
  void everyPivot_hasARecipeThatAsksForOneOfItsKeys() throws IOException {
    Runbook runbook = Repository.runbook();
    assertThat(runbook.pivots()).hasSizeGreaterThan(15);
    assertThat(problems(runbook)).isEmpty();
  }

  private static List<String> problems(Runbook runbook) throws IOException {
    TelemetryKeys telemetry = TelemetryKeys.read();
    Stream<String> unknown =
        Stream.concat(
                runbook.pivots().stream().flatMap(pivot -> pivot.keys().stream()),
                runbook.recipes().stream().flatMap(recipe -> recipe.selection().keys().stream()))
            .map(key -> key.replaceAll("<.*", ""))
            .filter(key -> !telemetry.has(key))
            .map("nothing says "::concat);
    Stream<String> alone =
        runbook.pivots().stream()
            .filter(pivot -> !leadsOn(pivot, runbook))
            .map(pivot -> "no recipe for " + pivot.about());
    return Stream.concat(unknown, alone).toList();
  }

  private static boolean leadsOn(Pivot pivot, Runbook runbook) {
    return !pivot.keys().isEmpty()
        && !pivot.recipes().isEmpty()
        && pivot.keys().stream()
            .allMatch(
                key ->
                    pivot.recipes().stream()
                        .map(runbook::recipe)
                        .flatMap(recipe -> recipe.selection().keys().stream())
                        .anyMatch(asked -> asked.startsWith(key.replaceAll("<.*", ""))));
  }

  @Test
  void recipes_haveNamesOfTheirOwn() throws IOException {
    assertThat(Repository.runbook().recipes())
        .hasSizeGreaterThan(13)
        .extracting(Recipe::name)
        .doesNotHaveDuplicates();
  }

  @Test
  void pivotWithoutARecipe_isNoticed() throws IOException {
    assertThat(problems(page("| a route | `http.route` | always | [Other](#other) |")))
        .containsExactly("no recipe for a route");
    assertThat(problems(page("| a route | `http.route` | always | [Routes](#routes) |"))).isEmpty();
  }

  @Test
  void keyThatNothingSays_isNoticed() throws IOException {
    assertThat(problems(page("| a rout | `http.rout` | always | [Routes](#routes) |")))
        .contains("nothing says http.rout");
  }

  @Test
  void linkToNowhere_isNoticed() {
    assertThatThrownBy(() -> problems(page("| a route | `http.route` | always | [Gone](#gone) |")))
        .hasMessageContaining("#gone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query: a:b",
        "dataset: spans",
        "dataset: spans\nquery: a:b\nwhere: c:d",
        "dataset: spans\nquery: a:b\nquery: c:d",
        "dataset: traces\nquery: a:b",
        "dataset: spans\nquery: a:[b",
        "dataset: spans\nquery: a:b\naggregate: count()",
        "dataset: spans\nquery: a:b\nfields: c\nsort: d",
        "dataset: spans\nnothing",
      })
  void recipeThatCannotBeRead_isRefused(String text) {
    assertThatThrownBy(() -> Recipe.parse("broken", text.lines().toList()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void recipe_isReadAsItStands() {
    Recipe recipe =
        Recipe.parse(
            "Routes",
            List.of(
                "dataset: tracemetrics",
                "query: http.route:<route>",
                "fields: http.route, http.response.status_code",
                "aggregate: sum(value,app.server.response,counter,none)",
                "sort: -sum(value,app.server.response,counter,none)"));
    assertThat(recipe.selection().fields())
        .containsExactly("http.route", "http.response.status_code");
    assertThat(recipe.selection().aggregates()).hasSize(1);
    assertThat(recipe.selection().query().blanks()).containsEntry("route", "http.route");
  }

  private static Runbook page(String row) {
    return Runbook.of(
        Stream.of(
                "# Runbook",
                "",
                row,
                "",
                "## Routes",
                "",
                "```recipe",
                "dataset: spans",
                "query: http.route:<route>",
                "```",
                "## Other",
                "",
                "```recipe",
                "dataset: spans",
                "query: trace:<trace>",
                "```")
            .toList());
  }
}
