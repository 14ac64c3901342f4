package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.telemetry.StderrLog;

/** What becomes of envelopes that do not arrive: they are counted, for Sentry and for people. */
final class Undelivered {

  private final ClientReports reports;
  private final DropLog drops;

  Undelivered(ClientReports reports, StderrLog log) {
    this.reports = reports;
    this.drops = new DropLog(log);
  }

  /** Takes note of what a client report that is about to be sent tells. */
  void reporting(Envelope envelope) {
    if (envelope.losses() instanceof Losses.Reported reported) {
      drops.add(reported.counts(), 1);
    }
  }

  /** Counts what never came as far as the queue. */
  void refused(DiscardReason reason, Envelope envelope) {
    reports.countEnvelope(reason, envelope);
  }

  /** Counts what was not sent; what a lost report told is told again by the next. */
  void dropped(DiscardReason reason, Envelope envelope) {
    if (envelope.losses() instanceof Losses.Reported reported) {
      drops.add(reported.counts(), -1);
    }
    reports.countEnvelope(reason, envelope);
  }

  /** Counts what was sent without an answer. */
  // numbers that may have arrived are better lost than told twice
  void unanswered(Envelope envelope, PostFailure failure) {
    if (envelope.type() != ItemType.CLIENT_REPORT || !failure.mayHaveArrived()) {
      dropped(DiscardReason.NETWORK_ERROR, envelope);
    }
  }

  /** Says on stderr what was dropped, when it is time for that. */
  void tell() {
    drops.tell(System.nanoTime());
  }

  /** Says what was not said yet; at the end. */
  void tellRest() {
    drops.tellRest();
  }
}
