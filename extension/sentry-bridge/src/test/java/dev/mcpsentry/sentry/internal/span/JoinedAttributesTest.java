package dev.mcpsentry.sentry.internal.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JoinedAttributesTest {

  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<String> GROUP = AttributeKey.stringKey("app.route.group");
  private static final AttributeKey<Long> STATUS = AttributeKey.longKey("status");

  private final Attributes joined =
      new JoinedAttributes(
          Attributes.of(ROUTE, "/mcp/**", GROUP, "mcp"),
          Attributes.of(ROUTE, "/mcp", STATUS, 200L));

  @Test
  void others_haveTheLastWord() {
    assertThat(joined.get(ROUTE)).isEqualTo("/mcp");
    assertThat(joined.get(GROUP)).isEqualTo("mcp");
    assertThat(joined.get(STATUS)).isEqualTo(200L);
    assertThat(joined.get(AttributeKey.stringKey("none"))).isNull();
  }

  @Test
  void every_isToldOnce() {
    Map<String, Object> told = new LinkedHashMap<>();
    joined.forEach((key, value) -> assertThat(told.put(key.getKey(), value)).isNull());

    assertThat(told)
        .containsExactly(
            entry("app.route.group", "mcp"), entry("http.route", "/mcp"), entry("status", 200L));
    assertThat(joined.size()).isEqualTo(told.size());
    assertThat(joined.isEmpty()).isFalse();
  }

  @Test
  void copy_isTheSame() {
    Attributes copy = Attributes.of(ROUTE, "/mcp", GROUP, "mcp", STATUS, 200L);
    assertThat(joined.toBuilder().build()).isEqualTo(copy);
    assertThat(joined.asMap()).isEqualTo(copy.asMap());
  }
}
