package dev.mcpsentry.smoke.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregateTest {

  private static final List<Item> SPANS =
      List.of(
          QueryTest.item("{'span.duration':100,'span.status':'ok','user.id':'a'}", ""),
          QueryTest.item("{'span.duration':600,'span.status':'ok','user.id':'b'}", ""),
          QueryTest.item("{'span.duration':3000,'span.status':'error','user.id':'a'}", ""),
          QueryTest.item("{'span.duration':300,'span.status':'cancelled'}", ""));

  private static final List<Item> METRICS =
      List.of(
          QueryTest.item("{'metric.name':'app.server.response','value':3}", ""),
          QueryTest.item("{'metric.name':'app.server.response','value':2}", ""),
          QueryTest.item("{'metric.name':'other','value':100}", ""));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count(span.duration) | 4",
        "count_unique(user.id) | 2",
        "sum(span.duration) | 4000",
        "avg(span.duration) | 1000",
        "min(span.duration) | 100",
        "max(span.duration) | 3000",
        "p50(span.duration) | 300",
        "p75(span.duration) | 600",
        "p95(span.duration) | 3000",
        "failure_rate() | 0.25",
        "apdex(span.duration,500) | 0.625",
      })
  void ofSpans(String aggregate, double value) {
    assertThat(Aggregate.parse(Dataset.SPANS, aggregate).of(SPANS)).isCloseTo(value, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum(value,app.server.response,counter,none) | 5",
        "count(value,app.server.response,counter,-) | 2",
        "p95(value,app.server.response,distribution,second) | 3",
        "sum(value,absent,counter,none) | 0",
      })
  void ofMetrics_onlyTheNamedCount(String aggregate, double value) {
    Aggregate parsed = Aggregate.parse(Dataset.METRICS, aggregate);
    assertThat(parsed.of(METRICS)).isEqualTo(value);
    assertThat(parsed).hasToString(aggregate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spans | count() | 6",
        "spans | p95(span.duration | 0",
        "spans | p95 (span.duration) | 0",
        "spans | p42(span.duration) | 0",
        "spans | failure_rate(span.duration) | 13",
        "spans | apdex(500) | 6",
        "spans | apdex(span.duration,) | 20",
        "spans | sum(a b) | 4",
        "spans | crash_free_rate(session) | 0",
        "errors | sum(value) | 0",
        "errors | count(x) | 6",
        "logs | failure_rate() | 0",
        // with three Sentry would shift them
        "tracemetrics | sum(value,app.server.response,counter) | 4",
        "tracemetrics | sum(value) | 4",
        "tracemetrics | sum(app.server.response,value,counter,none) | 4",
        "tracemetrics | sum(value,app.server.response,histogram,none) | 4",
        "tracemetrics | sum(value,app.server.response,counter,pieces) | 4",
        "tracemetrics | failure_rate() | 0",
        "releases | count() | 0",
      })
  void whatTheDatasetHasNot_isRefused(String dataset, String aggregate, int position) {
    assertThatThrownBy(() -> Aggregate.parse(Dataset.of(dataset), aggregate))
        .isInstanceOfSatisfying(
            QueryException.class, problem -> assertThat(problem.position()).isEqualTo(position))
        .hasMessageContaining(aggregate);
  }
}
