package dev.mcpsentry.sentry.internal.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpsentry.sentry.ingest.FakeIngest;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.telemetry.propagation.SentryDecision;
import dev.mcpsentry.telemetry.propagation.SentryHead;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeWriterTest {

  private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

  private final BridgeOptions options = TestOptions.to("http://key@localhost/1");
  private final EnvelopeWriter writer = new EnvelopeWriter(options, new About(options));
  private final JsonBytes payload = new JsonBytes().beginObject().endObject();

  @ParameterizedTest
  @CsvSource({"true, 0.25, 0.1, 0.100000", "false, 0.0, 0.5, 0.500000"})
  void decisionOfOurs_isToldAsItWasMade(boolean sampled, double rate, double rand, String text)
      throws IOException {
    JsonNode trace = trace(spans(new SampleDecision(TRACE_ID, sampled, rate, rand, null)));
    assertThat(trace.path("trace_id").asText()).isEqualTo(TRACE_ID);
    assertThat(trace.path("public_key").asText()).isEqualTo("key");
    assertThat(trace.path("sampled").asText()).isEqualTo(String.valueOf(sampled));
    assertThat(trace.path("sample_rate").asText()).isEqualTo(String.valueOf(rate));
    assertThat(trace.path("sample_rand").asText()).isEqualTo(text);
    assertThat(trace.path("transaction").asText()).isEqualTo("tools/call add");
  }

  @Test
  void headOfSomebodyElse_isToldUnchanged() throws IOException {
    SampleDecision decision = headed(Map.of("public_key", "abc", "sample_rate", "0.75"));
    JsonNode trace = trace(spans(decision));
    assertThat(trace.properties())
        .extracting(entry -> entry.getKey() + "=" + entry.getValue().asText())
        .containsExactlyInAnyOrder("public_key=abc", "sample_rate=0.75");
  }

  @Test
  void headThatLeftItOpen_isToldWithWhatWeDecided() throws IOException {
    SentryHead head = new SentryHead(Map.of("public_key", "abc"), SentryDecision.DEFERRED);
    JsonNode trace = trace(spans(new SampleDecision(TRACE_ID, true, 0.25, 0.5, head)));
    assertThat(trace.properties())
        .extracting(entry -> entry.getKey() + "=" + entry.getValue().asText())
        .containsExactlyInAnyOrder("public_key=abc", "sample_rate=0.25", "sampled=true");
  }

  @Test
  void headThatTellsNothing_isTheLeastForSpansAndNothingForIssues() throws IOException {
    SampleDecision decision = headed(Map.of("sampled", "true"));
    assertThat(trace(spans(decision)).properties())
        .extracting(entry -> entry.getKey() + "=" + entry.getValue().asText())
        .containsExactly("trace_id=" + TRACE_ID, "public_key=key");
    Item event = Item.event(writer.newEventId(), decision.header("tools/call add"), payload);
    assertThat(trace(event).isMissingNode()).isTrue();
  }

  @Test
  void whatBelongsToNoTrace_saysNone() throws IOException {
    assertThat(trace(Item.sessions(payload, 1)).isMissingNode()).isTrue();
  }

  @Test
  void severalOfAKind_shareAnEnvelopeAndAreLostOneByOne() throws IOException {
    JsonBytes longer = new JsonBytes().beginObject().field("sid", "b").endObject();
    Envelope envelope = writer.of(List.of(Item.session(payload), Item.session(longer)));
    assertThat(FakeIngest.decode(envelope.bytes()))
        .extracting(item -> item.type() + item.payload())
        .containsExactly("session{}", "session{\"sid\":\"b\"}");
    ClientReports reports = new ClientReports();
    envelope.losses().count(DiscardReason.QUEUE_OVERFLOW, reports);
    reports.drainTo(longer);
    assertThat(new String(longer.toByteArray(), UTF_8))
        .contains("\"category\":\"session\",\"quantity\":2");
  }

  private static SampleDecision headed(Map<String, String> entries) {
    SentryHead head = new SentryHead(entries, SentryDecision.SAMPLED);
    return new SampleDecision(TRACE_ID, true, 0.25, 0.5, head);
  }

  private Item spans(SampleDecision decision) {
    return Item.spans(decision.header("tools/call add"), payload, 1);
  }

  private JsonNode trace(Item item) throws IOException {
    return FakeIngest.decode(writer.of(item).bytes()).get(0).envelope().path("trace");
  }
}
