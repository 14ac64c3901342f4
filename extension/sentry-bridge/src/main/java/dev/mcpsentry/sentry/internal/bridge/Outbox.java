package dev.mcpsentry.sentry.internal.bridge;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.EnvelopeWriter;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import java.util.List;
import java.util.function.Consumer;

/** Where signals put what is to be sent. Belongs to the bridge's thread, but for counting. */
public final class Outbox {

  private final EnvelopeWriter envelopes;
  private final ClientReports reports;
  private final Consumer<Envelope> sender;

  public Outbox(EnvelopeWriter envelopes, ClientReports reports, Consumer<Envelope> sender) {
    this.envelopes = envelopes;
    this.reports = reports;
    this.sender = sender;
  }

  /** An id for an event or transaction, 32 hex digits. */
  public String newEventId() {
    return envelopes.newEventId();
  }

  /** Hands an item over; returns at once. */
  public void put(Item item) {
    sender.accept(envelopes.of(item));
  }

  /** Hands over items of a kind, which belong to no trace, as one envelope; returns at once. */
  public void put(List<Item> items) {
    sender.accept(envelopes.of(items));
  }

  /** Counts what is not sent. Any thread. */
  public void drop(DiscardReason reason, Losses losses) {
    losses.count(reason, reports);
  }

  /** Where everything that is dropped is counted. */
  public ClientReports reports() {
    return reports;
  }
}
