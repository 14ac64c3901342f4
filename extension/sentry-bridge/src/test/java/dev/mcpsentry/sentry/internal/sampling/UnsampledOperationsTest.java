package dev.mcpsentry.sentry.internal.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.http.Routes;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnsampledOperationsTest {

  private static final Attributes TOOL_CALL =
      Attributes.of(McpAttributes.MCP_METHOD_NAME, "tools/call");
  private static final Attributes THEIRS = Attributes.of(AttributeKey.stringKey("rule"), "7");

  @Test
  void droppedOperation_isRecordedWithWhatTheSamplerSaid() {
    SamplingResult result = sample(SamplingDecision.DROP, SpanKind.SERVER, TOOL_CALL);

    assertThat(result.getDecision()).isEqualTo(SamplingDecision.RECORD_ONLY);
    assertThat(result.getAttributes()).isEqualTo(THEIRS);
    assertThat(result.getUpdatedTraceState(TraceState.getDefault()).get("ot")).isEqualTo("th:8");
  }

  @ParameterizedTest
  @EnumSource(
      value = SpanKind.class,
      names = {"SERVER"},
      mode = EnumSource.Mode.EXCLUDE)
  void otherKinds_areDropped(SpanKind kind) {
    assertThat(sample(SamplingDecision.DROP, kind, TOOL_CALL).getDecision())
        .isEqualTo(SamplingDecision.DROP);
  }

  @Test
  void otherRequests_areDropped() {
    assertThat(sample(SamplingDecision.DROP, SpanKind.SERVER, Attributes.empty()).getDecision())
        .isEqualTo(SamplingDecision.DROP);
  }

  @ParameterizedTest
  @EnumSource(
      value = SamplingDecision.class,
      names = {"DROP"},
      mode = EnumSource.Mode.EXCLUDE)
  void otherDecisions_stand(SamplingDecision decision) {
    assertThat(sample(decision, SpanKind.SERVER, TOOL_CALL).getDecision()).isEqualTo(decision);
  }

  @Test
  void description_isTheSamplers() {
    assertThat(
            new UnsampledOperations(Sampler.traceIdRatioBased(0.5), Routes.BUILT_IN)
                .getDescription())
        .isEqualTo(Sampler.traceIdRatioBased(0.5).getDescription());
  }

  private static SamplingResult sample(
      SamplingDecision decision, SpanKind kind, Attributes attributes) {
    return new UnsampledOperations(new Decided(decision), Routes.BUILT_IN)
        .shouldSample(
            Context.root(), "0af7651916cd43dd8448eb211c80319c", "n", kind, attributes, List.of());
  }

  /** A sampler that marks what it decides. */
  private record Decided(SamplingDecision decision) implements Sampler, SamplingResult {

    @Override
    public SamplingResult shouldSample(
        Context parentContext,
        String traceId,
        String name,
        SpanKind spanKind,
        Attributes attributes,
        List<LinkData> parentLinks) {
      return this;
    }

    @Override
    public SamplingDecision getDecision() {
      return decision;
    }

    @Override
    public Attributes getAttributes() {
      return THEIRS;
    }

    @Override
    public TraceState getUpdatedTraceState(TraceState parentTraceState) {
      return parentTraceState.toBuilder().put("ot", "th:8").build();
    }

    @Override
    public String getDescription() {
      return "Decided";
    }
  }
}
