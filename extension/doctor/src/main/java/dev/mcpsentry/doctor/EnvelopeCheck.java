package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.telemetry.privacy.Redaction;
import java.util.List;

/**
 * Whether Sentry takes what is sent.
 *
 * @param posting the envelope
 * @param redaction what is not told of what the server says
 */
record EnvelopeCheck(Posting posting, Dsn dsn, Redaction redaction) implements Check {

  @Override
  public String name() {
    return "envelope";
  }

  @Override
  public List<Finding> findings() {
    Posting.Outcome outcome = posting.outcome();
    if (outcome instanceof Posting.Outcome.Answered answered) {
      return List.of(
          Verdict.of(answered.answer(), redaction)
              .finding(
                  name(),
                  "project %s at %s: ".formatted(dsn.project(), dsn.destination()),
                  List.of()));
    }
    Posting.Outcome.Unanswered unanswered = (Posting.Outcome.Unanswered) outcome;
    return List.of(
        Finding.fail(
            name(),
            "no answer of " + dsn.destination() + ": " + Problems.words(unanswered.problem()),
            Problems.remedy(unanswered.problem(), dsn.destination())));
  }
}
