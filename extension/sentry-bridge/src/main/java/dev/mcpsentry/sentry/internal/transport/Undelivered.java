package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.spool.Spool;
import dev.mcpsentry.telemetry.StderrLog;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of envelopes that do not arrive: they are kept on disk if there is a spool and they
 * may be sent again, else counted, for Sentry and for people.
 */
final class Undelivered {

  private final ClientReports reports;
  private final DropLog drops;
  private final @Nullable Spool spool;
  private volatile boolean ending;

  Undelivered(ClientReports reports, StderrLog log, @Nullable Spool spool) {
    this.reports = reports;
    this.drops = new DropLog(log);
    this.spool = spool;
  }

  /** Takes note of what a client report that is about to be sent tells. */
  void reporting(Envelope envelope) {
    if (envelope.losses() instanceof Losses.Reported reported) {
      drops.add(reported.counts(), 1);
    }
  }

  /** Counts what never came as far as the queue, or no further than that. */
  void refused(DiscardReason reason, Envelope envelope) {
    // what was kept before may wait on
    if (envelope.kept() == null || !isKept(envelope)) {
      reports.countEnvelope(reason, envelope);
      envelope.end();
    }
  }

  /** Counts what is given up; what a lost report told is told again by the next. */
  void dropped(DiscardReason reason, Envelope envelope) {
    if (envelope.losses() instanceof Losses.Reported reported) {
      drops.add(reported.counts(), -1);
    }
    reports.countEnvelope(reason, envelope);
    envelope.end();
  }

  /** Keeps what found no room, or no time; counts it where that cannot be. */
  void displaced(DiscardReason reason, Envelope envelope) {
    // the next report tells the same numbers, as long as there is one
    boolean told = envelope.type() == ItemType.CLIENT_REPORT && !ending;
    if (told || !isKept(envelope)) {
      dropped(reason, envelope);
    }
  }

  /** Keeps what was sent without an answer if it may be sent again, else counts it. */
  // numbers that may have arrived are better lost than told twice
  void unanswered(Envelope envelope, PostFailure failure) {
    if (!failure.mayHaveArrived() || envelope.type().isRepeatable()) {
      displaced(DiscardReason.NETWORK_ERROR, envelope);
    } else if (envelope.type() != ItemType.CLIENT_REPORT) {
      dropped(DiscardReason.NETWORK_ERROR, envelope);
    } else {
      envelope.end();
    }
  }

  /** Says on stderr what was dropped, when it is time for that. */
  void tell() {
    drops.tell(System.nanoTime());
  }

  /** Says what was not said yet; at the end. */
  void tellRest() {
    ending = true;
    drops.tellRest();
  }

  private boolean isKept(Envelope envelope) {
    return spool != null && spool.offer(envelope);
  }
}
