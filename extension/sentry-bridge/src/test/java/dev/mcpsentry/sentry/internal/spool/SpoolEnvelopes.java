package dev.mcpsentry.sentry.internal.spool;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.Priority;
import dev.mcpsentry.sentry.internal.envelope.TestEnvelopes;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.TestOptions;
import dev.mcpsentry.sentry.internal.sampling.SampleDecision;
import dev.mcpsentry.sentry.internal.sampling.TraceHeader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Envelopes with a number. */
public final class SpoolEnvelopes {

  private static final Pattern NUMBER = Pattern.compile("\"number\":(\\d+)");

  private final TestEnvelopes envelopes =
      new TestEnvelopes(TestOptions.to("http://publickey@127.0.0.1:1/42"));

  /** An issue. */
  public Envelope event(int number) {
    return envelopes.event(envelopes.newEventId(), trace(), json(number, 0));
  }

  /** Two spans. */
  public Envelope spans(int number) {
    return spans(number, 0);
  }

  /** Two spans that take at least so many bytes. */
  public Envelope spans(int number, int bytes) {
    return envelopes.spans(trace(), json(number, bytes), 2);
  }

  /** Two spans, one of which failed. */
  public Envelope failedSpans(int number) {
    return envelopes.spans(trace(), json(number, 0), 2, Priority.FAILURES);
  }

  /** Release health of so many sessions. */
  public Envelope sessions(int number, int sessions) {
    return envelopes.sessions(json(number, 0), sessions);
  }

  /** What was dropped so far; there must be something. */
  public Envelope report(ClientReports reports) {
    return Objects.requireNonNull(envelopes.clientReport(reports), "nothing to report");
  }

  /** The number of an envelope of these. */
  public static int number(Envelope envelope) {
    Matcher matcher = NUMBER.matcher(new String(envelope.bytes(), StandardCharsets.UTF_8));
    if (!matcher.find()) {
      throw new AssertionError("no number");
    }
    return Integer.parseInt(matcher.group(1));
  }

  private static JsonBytes json(int number, int bytes) {
    JsonBytes json = new JsonBytes();
    json.beginObject().field("number", number).field("text", "lorem ipsum ".repeat(bytes / 12));
    return json.endObject();
  }

  private static TraceHeader trace() {
    return new SampleDecision("0af7651916cd43dd8448eb211c80319c", true, 1, 0.5, null)
        .header("tools/call add");
  }
}
