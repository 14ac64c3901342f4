package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.telemetry.StderrLog;
import java.io.IOException;
import java.util.StringJoiner;

/** What the sender tells people: problems once each, everything when asked to. */
final class SenderLog {

  private final BridgeOptions options;
  private final StderrLog log;
  private final Deliveries deliveries = new Deliveries();

  SenderLog(BridgeOptions options, StderrLog log) {
    this.options = options;
    this.log = log;
  }

  /** What the server answered so far. */
  Deliveries deliveries() {
    return deliveries;
  }

  void sent(Envelope envelope, HttpAnswer answer) {
    deliveries.answered(envelope.type(), answer.status(), System.currentTimeMillis());
    if (answer.status() >= 300) {
      log.once(
          "answer " + answer.status(),
          "Sentry at %s answered %d%s; further reports are suppressed"
              .formatted(options.dsn().destination(), answer.status(), hint(answer.status())));
    }
    if (options.debug()) {
      log.line(
          "sent %s, %d bytes, answer %d"
              .formatted(envelope.type().wireName(), envelope.bytes().length, answer.status()));
    }
  }

  void missed(IOException problem) {
    log.once(
        "unreachable",
        "cannot reach Sentry at %s: %s; further reports are suppressed"
            .formatted(options.dsn().destination(), problem));
    if (options.debug()) {
      log.line("not sent: " + problem);
    }
  }

  /** Says how many envelopes are lost at the end, or kept for the next start; if any. */
  void givenUp(int lost, int kept) {
    StringJoiner what = new StringJoiner("; envelopes ").setEmptyValue("");
    if (kept > 0) {
      what.add("kept for the next start: " + kept);
    }
    if (lost > 0) {
      what.add("given up: " + lost);
    }
    if (what.length() > 0) {
      log.line(
          "Sentry at %s did not answer before the end; envelopes %s"
              .formatted(options.dsn().destination(), what));
    }
  }

  void failed(Throwable problem) {
    log.stepAside("sender", problem);
  }

  private static String hint(int status) {
    if (status >= 300 && status < 400) {
      return ", which redirects, and is not followed; check the host in SENTRY_DSN";
    }
    return switch (status) {
      case 401, 403 -> ", check the key in SENTRY_DSN";
      case 404 -> ", check the project in SENTRY_DSN";
      case 413 -> ", the envelope was too large";
      case 429 -> ", sending less for a while";
      default -> "";
    };
  }
}
