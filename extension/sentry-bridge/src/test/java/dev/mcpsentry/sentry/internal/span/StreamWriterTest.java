package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.sentry.internal.span.TestSpans.id;
import static dev.mcpsentry.sentry.internal.span.TestSpans.span;
import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.sentry.internal.convention.AgentCat;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.McpNames;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.sampling.SampleRules;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamWriterTest {

  @Test
  void segments_sayTheRateTheyWereDecidedBy() throws IOException {
    TypedSpan call = toolCall(1).typed();
    TypedSpan work = span("work", SpanKind.INTERNAL, 2).below(1).typed();
    Segment segment = new Segment(id(1), null);
    segment.decide(Sampling.of(SampleRules.of(0.25)), work, 0);
    StreamWriter writer =
        new StreamWriter(
            new About(TestOptions.to("http://key@localhost/1")),
            Identity.of(TestOptions.to("http://key@localhost/1")),
            AgentCat.of(TestOptions.to("http://key@localhost/1")),
            McpNames.CURRENT_AND_OLDER,
            new Redaction(List.of()));
    byte[] json =
        writer
            .write(List.of(new StreamedSpan(segment, work), new StreamedSpan(segment, call)))
            .toByteArray();
    JsonNode items = new ObjectMapper().readTree(json).path("items");
    assertThat(items.at("/0/attributes").has("sentry.sample_rate")).isFalse();
    assertThat(items.at("/1/attributes/sentry.sample_rate/value").asDouble()).isEqualTo(0.25);
  }
}
