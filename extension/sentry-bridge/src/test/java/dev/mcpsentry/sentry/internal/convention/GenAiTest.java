package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenAiTest {

  @ParameterizedTest
  @ValueSource(strings = {"chat", "embeddings", "invoke_agent", "execute_tool"})
  void call_isItsOperationEvenOverHttp(String operation) {
    assertThat(
            Told.of(
                span("chat gpt", SpanKind.CLIENT, 1)
                    .with("gen_ai.operation.name", operation)
                    .with("http.request.method", "POST")))
        .isEqualTo(new Told("gen_ai." + operation, "chat gpt", "custom"));
  }

  @Test
  void calls_areToldHoweverManyThereAre() {
    assertThat(Conventions.GEN_AI.isThinnedOut()).isFalse();
  }
}
