package dev.mcpsentry.sentry.internal.span;

import static dev.mcpsentry.sentry.internal.span.TestSpans.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mcpsentry.sentry.internal.convention.AgentCat;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.McpNames;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.sampling.SampleRules;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program that nobody gave a name is called as its clients know it, whatever way spans go. */
class ProgramNameTest {

  private final SpanData asked =
      toolCall(1).with(McpAttributes.MCP_SERVER_NAME, "somebody-elses").build();
  private final SpanData called =
      toolCall(1)
          .with(McpAttributes.MCP_SERVER_NAME, "orders token=abc")
          .with(McpAttributes.APP_CLIENT_FAMILY, "other")
          .build();
  private final BridgeOptions nameless = TestOptions.nameless("http://key@localhost/1");
  private final Redaction redaction = new Redaction(List.of());

  @Test
  void serversOwnName_isTakenOnceAClientHasAsked() {
    ProgramName name = new ProgramName(null, redaction);
    assertThat(name.after(asked)).isNull();
    assertThat(name.after(called)).isEqualTo("orders token=[Filtered]");
    assertThat(name.after(asked)).isEqualTo("orders token=[Filtered]");
  }

  @Test
  void givenName_stands() {
    assertThat(new ProgramName("shop", redaction).after(called)).isNull();
  }

  @Test
  void streamedSpans_carryIt() throws IOException {
    StreamWriter writer =
        new StreamWriter(
            new About(nameless),
            Identity.of(nameless),
            AgentCat.of(nameless),
            McpNames.CURRENT_AND_OLDER,
            redaction);
    assertThat(streamed(writer, asked).has("service.name")).isFalse();
    assertThat(streamed(writer, called).at("/service.name/value").asText()).startsWith("orders");
    assertThat(streamed(writer, asked).at("/service.name/value").asText()).startsWith("orders");
  }

  @Test
  void exportedSpans_carryIt() {
    OtlpWriter writer = new OtlpWriter(nameless, new About(nameless), redaction);
    assertThat(exported(writer, asked)).isNull();
    assertThat(exported(writer, called)).startsWith("orders");
    assertThat(exported(writer, asked)).startsWith("orders");
  }

  private static JsonNode streamed(StreamWriter writer, SpanData span) throws IOException {
    StreamedSpan streamed = new StreamedSpan(decided(span), TypedSpan.of(span));
    byte[] json = writer.write(List.of(streamed)).toByteArray();
    return new ObjectMapper().readTree(json).at("/items/0/attributes");
  }

  private static Segment decided(SpanData span) {
    Segment segment = new Segment(span.getSpanId(), null);
    segment.decide(Sampling.of(SampleRules.of(1)), TypedSpan.of(span), 0);
    return segment;
  }

  private static String exported(OtlpWriter writer, SpanData span) {
    return writer
        .write(decided(span), TypedSpan.of(span))
        .getResource()
        .getAttribute(AttributeKey.stringKey("service.name"));
  }
}
