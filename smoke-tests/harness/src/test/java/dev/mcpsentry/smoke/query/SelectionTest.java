package dev.mcpsentry.smoke.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {

  private static final String SUM = "sum(value,app.server.response,counter,none)";

  private static final List<Item> ITEMS =
      List.of(
          response("/mcp", 200, 4),
          response("/mcp", 404, 1),
          response("/oauth/{action}", 200, 2),
          response("/mcp", 404, 1),
          QueryTest.item("{'metric.name':'jvm.memory.used','value':9}", ""));

  private static Item response(String route, int status, int value) {
    return QueryTest.item(
        "{'metric.name':'app.server.response','http.route':'%s','http.response.status_code':%d,'value':%d}"
            .formatted(route, status, value),
        "");
  }

  private static Selection selection(String query, String sort) {
    return Selection.parse(
        Dataset.METRICS,
        query,
        List.of("http.route", "http.response.status_code"),
        List.of(SUM),
        sort);
  }

  @Test
  void rows_areGroupedByTheFieldsAndSorted() {
    assertThat(selection("", "-" + SUM).rows(ITEMS))
        .extracting(Selection.Row::cells)
        .containsExactly(
            List.of("/mcp", "200", "4"),
            List.of("/mcp", "404", "2"),
            List.of("/oauth/{action}", "200", "2"));
    assertThat(selection("http.response.status_code:200", "http.route").rows(ITEMS))
        .extracting(Selection.Row::cells)
        .containsExactly(List.of("/mcp", "200", "4"), List.of("/oauth/{action}", "200", "2"));
  }

  @Test
  void metricOfTheAggregate_isAllThatIsFound() {
    assertThat(selection("", "").matches(ITEMS)).hasSize(4);
  }

  @Test
  void withoutAggregates_eachIsALine() {
    Selection each =
        Selection.parse(
            Dataset.METRICS, "has:http.route", List.of("http.route"), List.of(), "-http.route");
    assertThat(each.rows(ITEMS)).hasSize(4);
    assertThat(each.rows(ITEMS).get(0).cells()).containsExactly("/oauth/{action}");
  }

  @Test
  void findsSome_needsAMatchAndAnotherItem_andEveryField() {
    assertThat(selection("http.route:/mcp", "").findsSomeOf(ITEMS)).isTrue();
    assertThat(selection("http.route:/gone", "").findsSomeOf(ITEMS)).as("none").isFalse();
    assertThat(selection("", "").findsSomeOf(ITEMS.subList(0, 4))).as("all").isFalse();
    assertThat(
            Selection.parse(
                    Dataset.METRICS,
                    "http.route:/mcp",
                    List.of("http.route", "user.id"),
                    List.of(),
                    "")
                .findsSomeOf(ITEMS))
        .as("a field that nothing has")
        .isFalse();
  }

  @Test
  void blanks_areFilledInSoThatSomethingIsFound() {
    Selection asked = selection("http.route:<route> http.response.status_code:<status>", "");
    assertThat(asked.filledFrom(ITEMS))
        .hasValueSatisfying(filled -> assertThat(filled.matches(ITEMS)).isNotEmpty());
    assertThat(selection("http.route:<route> http.response.status_code:500", "").filledFrom(ITEMS))
        .isEmpty();
    assertThat(selection("http.route:<route> absent:<x>", "").filledFrom(ITEMS)).isEmpty();
  }

  @Test
  void sortedBySomethingElse_isRefused() {
    assertThatThrownBy(() -> selection("", "-count()"))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("-count()");
  }

  @Test
  void keys_areThoseOfAllParts() {
    assertThat(
            Selection.parse(
                    Dataset.ERRORS,
                    "has:mcp.failure",
                    List.of("http.route"),
                    List.of("count()", "count_unique(tags[sentry:user])"),
                    "-count()")
                .keys())
        .containsExactlyInAnyOrder("mcp.failure", "http.route", "user.id");
  }
}
