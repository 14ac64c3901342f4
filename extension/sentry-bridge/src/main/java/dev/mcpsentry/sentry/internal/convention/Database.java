package dev.mcpsentry.sentry.internal.convention;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Queries, by the statement or the next best thing. */
final class Database extends Convention {

  @Override
  boolean matches(SpanData span) {
    return first(span.getAttributes(), Keys.DB_SYSTEM_NAME, Keys.DB_SYSTEM) != null;
  }

  @Override
  String op(SpanData span) {
    return "db";
  }

  @Override
  String name(SpanData span) {
    String statement = statement(span.getAttributes());
    String summary =
        statement == null ? span.getAttributes().get(Keys.DB_QUERY_SUMMARY) : statement;
    return summary == null ? span.getName() : summary;
  }

  @Override
  boolean quotesData() {
    return true;
  }

  @Override
  List<Crumb> crumbs(SpanData span) {
    Attributes attributes = span.getAttributes();
    Map<String, Object> data = new LinkedHashMap<>();
    Crumb.put(data, "db.system", first(attributes, Keys.DB_SYSTEM_NAME, Keys.DB_SYSTEM));
    String statement = statement(attributes);
    String message = statement == null ? span.getName() : statement;
    return List.of(Crumb.of(span, "query", "db.query", message, data));
  }

  private static @Nullable String statement(Attributes attributes) {
    return first(attributes, Keys.DB_QUERY_TEXT, Keys.DB_STATEMENT);
  }

  private static @Nullable String first(
      Attributes attributes, AttributeKey<String> one, AttributeKey<String> other) {
    String value = attributes.get(one);
    return value == null ? attributes.get(other) : value;
  }
}
