package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.span.TestSpans;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {

  @ParameterizedTest
  @CsvSource({
    "db.query.text, SELECT ?, SELECT ?",
    "db.statement, SELECT ?, SELECT ?",
    "db.query.summary, SELECT users, SELECT users",
    "db.namespace, shop, SELECT",
  })
  void query_isTheStatementOrTheNextBestThing(String key, String value, String name) {
    assertThat(Told.of(query("db.system.name").with(key, value)))
        .isEqualTo(new Told("db", name, "custom"));
  }

  @Test
  void statement_goesBeforeItsSummary() {
    assertThat(
            query("db.system")
                .with("db.query.summary", "SELECT users")
                .with("db.statement", "SELECT ?")
                .typed()
                .name())
        .isEqualTo("SELECT ?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"db.system", "db.system.name"})
  void query_leavesItsStatement(String systemKey) {
    TypedSpan query = query(systemKey).with("db.query.text", "SELECT ?").typed();
    assertThat(query.crumbs())
        .containsExactly(
            new Crumb(
                query.data().getEndEpochNanos(),
                "query",
                "db.query",
                9,
                "SELECT ?",
                Map.of("db.system", "h2")));
  }

  @Test
  void failure_quotesData() {
    assertThat(query("db.system").typed().quotesData("no such city: Graz")).isTrue();
    assertThat(span("work", SpanKind.INTERNAL, 1).typed().quotesData("no such city: Graz"))
        .isFalse();
  }

  @Test
  void failure_isAnInternalError() {
    assertThat(query("db.system").failed("").typed().status()).isEqualTo("internal_error");
    assertThat(query("db.system").typed().status()).isEqualTo("ok");
  }

  private static TestSpans query(String systemKey) {
    return span("SELECT", SpanKind.CLIENT, 1).with(systemKey, "h2");
  }
}
