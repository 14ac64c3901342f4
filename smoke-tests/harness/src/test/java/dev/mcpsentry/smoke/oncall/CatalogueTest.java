package dev.mcpsentry.smoke.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mcpsentry.smoke.query.QueryException;
import dev.mcpsentry.smoke.query.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue in itself, and what is generated from it. */
class CatalogueTest {

  private static final int COLUMNS = 6;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Test
  void bodiesFollowTheCatalogue() throws IOException {
    SentryBodies bodies = new SentryBodies(Repository.catalogue());
    Repository.mustBe(Repository.SENTRY.resolve("dashboard.json"), text(bodies.dashboard()));
    Repository.mustBe(Repository.SENTRY.resolve("monitors.json"), text(bodies.monitors()));
    Repository.mustBe(Repository.SENTRY.resolve("alerts.json"), text(bodies.alerts()));
  }

  private static String text(JsonNode json) throws IOException {
    return MAPPER.writeValueAsString(json).replace("\r\n", "\n") + "\n";
  }

  @Test
  void terraformFollowsTheCatalogue() throws IOException {
    Repository.mustBe(Repository.SENTRY.resolve("main.tf"), Terraform.of(Repository.catalogue()));
  }

  @Test
  void pageFollowsTheCatalogue() throws IOException {
    AlertTable table = new AlertTable(Repository.catalogue());
    Path page = Repository.OPERATIONS.resolve("alerts.md");
    Repository.mustBe(page, "alerts", table.alerts());
    Repository.mustBe(page, "monitors", table.monitors());
    Repository.mustBe(page, "widgets", table.widgets());
  }

  @Test
  void everyAlert_hasAReasonARemedyAndSomethingThatFires() throws IOException {
    Catalogue catalogue = Repository.catalogue();
    Runbook runbook = Repository.runbook();
    assertThat(catalogue.alerts())
        .extracting(Catalogue.Alert::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    assertThat(catalogue.monitors())
        .extracting(Catalogue.Monitor::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z_]+"));
    assertThat(catalogue.monitors()).extracting(Catalogue.Monitor::name).doesNotHaveDuplicates();
    for (Catalogue.Alert alert : catalogue.alerts()) {
      assertThat(alert.reason()).as(alert.name()).endsWith(".");
      assertThat(alert.remedy()).as(alert.name()).endsWith(".");
      assertThatCode(() -> runbook.recipe(alert.recipe()))
          .as(alert.name())
          .doesNotThrowAnyException();
      assertThat(Stream.of(alert.widget(), alert.issues()).filter(one -> one != null).count())
          .as("%s fires by exactly one kind of thing", alert.name())
          .isEqualTo(alert.monitors().isEmpty() ? 1 : 0);
      if (alert.widget() != null) {
        assertThat(catalogue.widgets())
            .extracting(Catalogue.Widget::title)
            .contains(alert.widget());
      }
    }
  }

  @Test
  void everyQueryAndAggregate_canBeRead_andNamesOnlyWhatTelemetryHas() throws IOException {
    assertThat(problems(Repository.catalogue())).isEmpty();
  }

  private static List<String> problems(Catalogue catalogue) throws IOException {
    TelemetryKeys keys = TelemetryKeys.read();
    List<String> problems = new ArrayList<>();
    Stream<Selection> selections =
        Stream.concat(
            catalogue.widgets().stream().map(Catalogue.Widget::selection),
            catalogue.monitors().stream().map(Catalogue.Monitor::selection));
    selections
        // the argument is a kind of session
        .filter(selection -> !selection.dataset().sentryName().equals("releases"))
        .flatMap(selection -> selection.keys().stream())
        .filter(key -> !keys.has(key))
        .forEach(problems::add);
    return problems;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mcp.failure:timeout | mcp.failed:timeout | mcp.failed",
        "gen_ai.tool.call.result.count:0 | gen_ai.tool.result.count:0 | gen_ai.tool.result.count",
        "app.response.reason: | app.oauth.reason: | app.oauth.reason",
      })
  void keyThatNothingSays_isNoticed(String right, String wrong, String named, @TempDir Path folder)
      throws IOException {
    assertThat(problems(broken(right, wrong, folder))).contains(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p95(span.duration) | p95()",
        "failure_rate() | failure_rate(span.status)",
        "apdex(span.duration,500) | apdex(500)",
        "sum(value,app.server.response,counter,none) | sum(value,app.server.response,counter)",
        "span.duration:>10s | span.duration:>10sec",
        "[401,403] | [401,403",
      })
  void whatCannotBeRead_isNoticed(String right, String wrong, @TempDir Path folder)
      throws IOException {
    Catalogue broken = broken(right, wrong, folder);
    assertThatThrownBy(() -> problems(broken)).isInstanceOf(QueryException.class);
  }

  private static Catalogue broken(String right, String wrong, Path folder) throws IOException {
    String text = Files.readString(Repository.SENTRY.resolve("catalogue.json"));
    assertThat(text).contains(right);
    Path copy = folder.resolve("catalogue.json");
    Files.writeString(copy, text.replace(right, wrong));
    return Catalogue.read(copy);
  }

  @Test
  void widgets_standBesideEachOther() throws IOException {
    List<String> cells = new ArrayList<>();
    for (Catalogue.Widget widget : Repository.catalogue().widgets()) {
      Catalogue.Place place = widget.place();
      assertThat(place.x() + place.w()).as(widget.title()).isLessThanOrEqualTo(COLUMNS);
      for (int x = place.x(); x < place.x() + place.w(); x++) {
        for (int y = place.y(); y < place.y() + place.h(); y++) {
          cells.add(x + "," + y);
        }
      }
    }
    assertThat(cells).doesNotHaveDuplicates();
    assertThat(cells.stream().collect(Collectors.toSet())).hasSizeGreaterThan(12 * COLUMNS);
  }
}
