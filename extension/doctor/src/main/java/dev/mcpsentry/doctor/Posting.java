package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.EnvelopeWriter;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.transport.Probe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One envelope that tells Sentry nothing, posted when somebody first asks what became of it: a
 * client report of no drops. Belongs to one thread.
 */
final class Posting {

  private final BridgeOptions options;
  private final Probe probe;
  private final Duration limit;
  private @Nullable Outcome outcome;

  /** What became of it. */
  sealed interface Outcome {

    /**
     * The server said something.
     *
     * @param sentMillis when it was posted, by this machine's clock
     * @param answeredMillis when the answer was there
     */
    record Answered(Probe.Answer answer, long sentMillis, long answeredMillis) implements Outcome {}

    /** It did not. */
    record Unanswered(Exception problem) implements Outcome {}
  }

  /**
   * @param limit how long an answer may take as a whole
   */
  Posting(BridgeOptions options, Probe probe, Duration limit) {
    this.options = options;
    this.probe = probe;
    this.limit = limit;
  }

  Outcome outcome() {
    Outcome known = outcome;
    if (known == null) {
      known = post();
      outcome = known;
    }
    return known;
  }

  private Outcome post() {
    long sent = System.currentTimeMillis();
    JsonBytes json = new JsonBytes();
    json.beginObject().key("timestamp").seconds(sent * 1_000_000L);
    json.key("discarded_events").beginArray().endArray().endObject();
    EnvelopeWriter writer = new EnvelopeWriter(options, new About(options));
    Envelope envelope = writer.of(Item.ofNoDrops(json));
    envelope.stamp(sent);
    try {
      Probe.Answer answer = Bounded.call(limit, () -> probe.post(envelope.bytes()));
      return new Outcome.Answered(answer, sent, System.currentTimeMillis());
    } catch (Exception problem) {
      return new Outcome.Unanswered(problem);
    }
  }
}
