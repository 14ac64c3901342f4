package dev.mcpsentry.sentry.internal.sampling;

import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is remembered is what the rules say. */
class KnownVerdictsTest {

  private static final List<String> KINDS =
      List.of(
          "- {tool: t%d, client: c%d, rate: 0.%d}",
          "- {route: '/r%d/*', rate: 0.%d}",
          "- {transaction: 'GET /r%d*', multiplier: 0.%d}",
          "- {method: m%d, multiplier: 1.%d}");

  @Test
  void manySpans_getTheShareThatTheRulesSay() {
    List<String> lines =
        IntStream.range(0, 40)
            .mapToObj(i -> KINDS.get(i % 4).replace("%d", String.valueOf(i % 10)))
            .toList();
    RulesFile file = new RulesReader("rules").read("rules:\n" + String.join("\n", lines));
    assertThat(file.rules()).hasSize(40);
    SampleRules rules = new SampleRules(file.rules(), 0.01, 1, 0.75);
    KnownVerdicts known = new KnownVerdicts(rules);
    Random random = new Random(7);
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      TypedSpan root = root(random);
      double share = known.rate(root);
      assertThat(share).isEqualTo(rules.rate(root));
      shares.add(share);
    }
    assertThat(shares.stream().distinct().count()).isGreaterThan(10);
    assertThat(known.rate(null)).isEqualTo(0.75);
  }

  private static TypedSpan root(Random random) {
    int number = random.nextInt(12);
    return switch (random.nextInt(4)) {
      case 0 ->
          toolCall(1)
              .with("gen_ai.tool.name", "t" + number)
              .with("app.client.family", "c" + random.nextInt(12))
              .typed();
      // more than are remembered
      case 1 ->
          span("GET", SpanKind.SERVER, 1)
              .with("http.request.method", "GET")
              .with("url.path", "/r" + number + "/" + random.nextInt(2_000))
              .typed();
      // the same facts, and yet a health check or not
      case 2 ->
          span("GET", SpanKind.SERVER, 1)
              .with("http.request.method", "GET")
              .with("url.path", random.nextBoolean() ? "/healthz" : "/other")
              .typed();
      default -> span("x", SpanKind.SERVER, 1).with("mcp.method.name", "m" + number).typed();
    };
  }
}
