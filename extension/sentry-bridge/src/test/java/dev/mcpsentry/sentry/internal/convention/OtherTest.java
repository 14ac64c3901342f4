package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtherTest {

  @ParameterizedTest
  @EnumSource(SpanKind.class)
  void whatFollowsNoConvention_keepsItsName(SpanKind kind) {
    TypedSpan job = span("Job.run", kind, 1).with("mcp.session.id", "s1").failed("").typed();
    assertThat(new Told(job.op(), job.name(), job.source(), job.origin()))
        .isEqualTo(new Told("function", "Job.run", "custom"));
    assertThat(job.status()).isEqualTo("internal_error");
    assertThat(job.failure()).isNull();
    assertThat(job.session()).isNull();
    assertThat(job.crumbs()).isEmpty();
    assertThat(job.isOperation()).isFalse();
  }
}
