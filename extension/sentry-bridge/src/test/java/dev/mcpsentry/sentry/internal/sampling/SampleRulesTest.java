package dev.mcpsentry.sentry.internal.sampling;

import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.span.TestSpans;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleRulesTest {

  private static final double REST = 0.75;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "method: tools/* | true",
        "method: ping | false",
        "tool: add | true",
        "tool: [sub, a*] | true",
        "tool: [sub, mul] | false",
        "prompt: '*' | false",
        "scheme: '*' | false",
        "op: mcp.server | true",
        "transaction: '*add' | true",
        "client: cursor | true",
        "client: claude* | false",
        "route: '*' | false",
      })
  void rule_asksForFactsOfTheRoot(String condition, boolean about) {
    assertThat(rate("- {" + condition + ", rate: 0.5}", call())).isEqualTo(about ? 0.5 : REST);
  }

  @ParameterizedTest
  @CsvSource({
    "http.route, /users/{id}, /users/*",
    "url.path, /users/7, /users/*",
    "url.path, /users/7, /users/7",
  })
  void route_isThePathToo(String key, String value, String glob) {
    TypedSpan get = get().with(key, value).typed();
    assertThat(rate("- {route: '" + glob + "', rate: 0.5}", get)).isEqualTo(0.5);
    assertThat(rate("- {route: '/other*', rate: 0.5}", get)).isEqualTo(REST);
  }

  @Test
  void scheme_isTheResources() {
    TypedSpan read =
        span("resources/read", SpanKind.SERVER, 1)
            .with("mcp.method.name", "resources/read")
            .with("mcp.resource.uri", "postgres://db/t:able")
            .typed();
    assertThat(rate("- {scheme: postgres, rate: 0.5}", read)).isEqualTo(0.5);
  }

  @Test
  void allConditionsOfARule_mustHold() {
    String rules = "- {tool: add, client: claude*, rate: 0.1}\n- {tool: add, op: '*', rate: 0.5}";
    assertThat(rate(rules, call())).isEqualTo(0.5);
  }

  @Test
  void firstRuleThatMatches_wins() {
    assertThat(rate("- {tool: a*, rate: 0.1}\n- {tool: add, rate: 1}", call())).isEqualTo(0.1);
    assertThat(rate("- rate: 0.2\n- {tool: add, rate: 1}", call())).isEqualTo(0.2);
  }

  @Test
  void multiplier_isOfWhatWouldOtherwiseApply() {
    assertThat(rate("- {tool: add, multiplier: 0.5}", call())).isEqualTo(REST / 2);
    assertThat(rate("- {tool: add, multiplier: 0.5}\n- {op: mcp*, rate: 0.2}", call()))
        .isCloseTo(0.1, within(1e-9));
    assertThat(rate("- {multiplier: 0.5}\n- {multiplier: 0.5}", call())).isEqualTo(REST / 4);
    assertThat(rate("- {tool: add, multiplier: 100}", call())).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/health/live",
        "/healthz",
        "/health-check",
        "/livez",
        "/readyz",
        "/readyz/etcd",
        "/ping",
        "/actuator/health",
        "/actuator/health/readiness",
        "/q/health/live",
      })
  void healthCheck_hasAShareOfItsOwn(String path) {
    assertThat(rate("", get().with("url.path", path).typed())).isEqualTo(0.01);
    assertThat(rate("", get().with("http.route", path).typed())).isEqualTo(0.01);
    assertThat(rate("- {route: '" + path + "', rate: 0.5}", get().with("url.path", path).typed()))
        .as("but a rule comes first")
        .isEqualTo(0.5);
    assertThat(
            rate("- {route: '" + path + "', multiplier: 2}", get().with("url.path", path).typed()))
        .isEqualTo(0.02);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthcare/patients", "/mcp", "/pings", "/api/readyz", "", "/"})
  void otherRequests_areNoHealthChecks(String path) {
    assertThat(rate("", get().with("url.path", path).typed())).isEqualTo(REST);
  }

  @Test
  void healthChecksOfOthers_areNone() {
    TypedSpan outgoing =
        span("GET", SpanKind.CLIENT, 1)
            .with("http.request.method", "GET")
            .with("url.path", "/healthz")
            .typed();
    assertThat(rate("", outgoing)).isEqualTo(REST);
    assertThat(rate("", toolCall(1).with("url.path", "/healthz").typed())).isEqualTo(REST);
  }

  @Test
  void words_areRules_whatIsAboutLessFirst() {
    SampleRules rules =
        ShortRules.of(
            List.of(),
            Map.of("mcp", 0.9, "noise", 0.1, "/slow*", 0.3, "health", 0.2, "errors", 0.4),
            0.5);
    assertThat(rules.rate(call())).isEqualTo(0.9);
    for (String method : List.of("ping", "tools/list", "server/discover")) {
      assertThat(
              rules.rate(span(method, SpanKind.SERVER, 1).with("mcp.method.name", method).typed()))
          .isEqualTo(0.1);
    }
    assertThat(rules.rate(get().with("url.path", "/slow/7").typed())).isEqualTo(0.3);
    assertThat(rules.rate(get().with("url.path", "/livez").typed())).isEqualTo(0.2);
    assertThat(rules.rate(get().with("url.path", "/x").typed())).isEqualTo(0.5);
    assertThat(rules.failed()).isEqualTo(0.4);
  }

  @Test
  void rulesOfAFile_comeBeforeWords() {
    List<SampleRule> file = List.of(SampleRule.of(Fact.TOOL, List.of("add"), 0.25));
    assertThat(ShortRules.of(file, Map.of("mcp", 1.0), 0.5).rate(call())).isEqualTo(0.25);
  }

  private static TypedSpan call() {
    return toolCall(1).with("app.client.family", "cursor").typed();
  }

  private static TestSpans get() {
    return span("GET", SpanKind.SERVER, 1).with("http.request.method", "GET");
  }

  private static double rate(String yaml, TypedSpan root) {
    RulesFile file = new RulesReader("rules").read("rules:\n" + yaml);
    assertThat(file.complaints()).filteredOn(c -> !yaml.isEmpty()).isEmpty();
    return new SampleRules(file.rules(), 0.01, 1, REST).rate(root);
  }
}
