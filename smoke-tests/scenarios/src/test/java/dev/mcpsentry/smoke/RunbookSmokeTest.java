package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.oncall.Catalogue;
import dev.mcpsentry.smoke.oncall.Runbook;
import dev.mcpsentry.smoke.query.Dataset;
import dev.mcpsentry.smoke.query.Item;
import dev.mcpsentry.smoke.query.Items;
import dev.mcpsentry.smoke.query.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every recipe of the runbook, and every widget and monitor of the catalogue, finds something of
 * what real servers sent, and not everything.
 */
class RunbookSmokeTest {

  private static final Path OPERATIONS = Path.of("../../docs/operations");

  /** No test waits half a minute for a slow query. */
  private static final double FASTER = 100;

  /** What asks for telemetry that is still to come; must go when it has come. */
  private static final Set<String> NOT_YET = Set.of();

  private static final Map<Dataset, List<Item>> ITEMS = new EnumMap<>(Dataset.class);
  private static final Map<String, Selection> SEARCHES = new LinkedHashMap<>();
  private static Runbook runbook;
  private static Received received;

  @BeforeAll
  static void run() throws IOException {
    runbook = Runbook.read(OPERATIONS.resolve("runbook.md"));
    Catalogue catalogue = Catalogue.read(OPERATIONS.resolve("sentry/catalogue.json"));
    runbook
        .recipes()
        .forEach(recipe -> SEARCHES.put("recipe " + recipe.name(), recipe.selection()));
    catalogue
        .widgets()
        .forEach(widget -> SEARCHES.put("widget " + widget.title(), widget.selection()));
    catalogue
        .monitors()
        .forEach(monitor -> SEARCHES.put("monitor " + monitor.id(), monitor.selection()));
    try (OnCallRun run = new OnCallRun()) {
      received = run.run();
    }
    for (Dataset dataset : Dataset.values()) {
      ITEMS.put(dataset, Items.of(dataset, received));
    }
  }

  @Test
  void everything_isAccepted() {
    assertThat(received.rejections()).isEmpty();
    assertThat(SEARCHES).hasSizeGreaterThan(40);
  }

  @TestFactory
  Stream<DynamicTest> search_findsSomethingAndNotEverything() {
    return SEARCHES.entrySet().stream()
        // release health is not searched
        .filter(search -> search.getValue().dataset() != Dataset.RELEASES)
        .map(
            search ->
                dynamicTest(search.getKey(), () -> check(search.getKey(), search.getValue())));
  }

  private static void check(String name, Selection selection) {
    List<Item> items = ITEMS.getOrDefault(selection.dataset(), List.of());
    Selection scaled = selection.with(selection.query().inAWorldFasterBy(FASTER));
    boolean finds = scaled.filledFrom(items).isPresent();
    if (NOT_YET.contains(name)) {
      assertThat(finds).as("%s works now: take it out of NOT_YET", name).isFalse();
    } else {
      assertThat(finds).as(() -> explained(scaled, items)).isTrue();
    }
  }

  private static String explained(Selection selection, List<Item> items) {
    String query = selection.query().toString();
    if (!selection.query().blanks().isEmpty()) {
      return "No filling of %s finds some of %d %s with %s"
          .formatted(query, items.size(), selection.dataset(), selection.fields());
    }
    List<Item> found = selection.matches(items);
    return "%s finds %d of %d %s, none with %s"
        .formatted(
            query, found.size(), items.size(), selection.dataset(), selection.missing(found));
  }

  @Test
  void row25_keyOfEveryPivot_isEmitted() {
    assertThat(runbook.pivots().stream().flatMap(pivot -> pivot.keys().stream()).distinct())
        .allSatisfy(
            key -> assertThat(isEmitted(key)).as(key).isEqualTo(!NOT_YET.contains("key " + key)));
  }

  /** A key with a name of one's own in it is any that begins like it. */
  private static boolean isEmitted(String key) {
    String prefix = key.replaceAll("<.*", "");
    return ITEMS.values().stream()
        .flatMap(List::stream)
        .flatMap(item -> item.fields().keySet().stream())
        .anyMatch(field -> prefix.equals(key) ? field.equals(key) : field.startsWith(prefix));
  }

  @Test
  void notYet_namesWhatThereIs() {
    assertThat(NOT_YET).allMatch(name -> name.startsWith("key ") || SEARCHES.containsKey(name));
  }

  @Test
  void crashFreeSessions_areMeasured() {
    assertThat(received.sessionBuckets()).isNotEmpty();
    assertThat(received.sessionBuckets())
        .extracting(bucket -> bucket.crashed())
        .anyMatch(n -> n > 0);
  }
}
