package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.bridge.Outbox;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.sentry.internal.envelope.DataCategory;
import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Item;
import dev.mcpsentry.sentry.internal.envelope.Losses;
import dev.mcpsentry.sentry.internal.options.Globs;
import dev.mcpsentry.sentry.internal.sampling.Sampling;
import dev.mcpsentry.sentry.internal.sampling.TraceHeader;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.privacy.Redaction;
import java.util.List;

/**
 * {@code static}: a segment is one transaction with its spans, as Sentry took traces first, and as
 * old servers and local viewers still do.
 */
final class TransactionWay implements SpanWay, SegmentSink {

  private final Assembler assembler;
  private final TransactionWriter transactions;
  private final Identity identity;
  private final Globs ignored;
  private final Redaction redaction;
  private final Outbox outbox;
  private final StderrLog log;

  /**
   * @param ignored names of transactions that are not sent
   */
  TransactionWay(
      OpenSpans open,
      Sampling sampling,
      TransactionWriter transactions,
      Identity identity,
      Globs ignored,
      Redaction redaction,
      Outbox outbox,
      StderrLog log) {
    this.assembler = new Assembler(open, sampling, AssemblerLimits.DEFAULT, this);
    this.transactions = transactions;
    this.identity = identity;
    this.ignored = ignored;
    this.redaction = redaction;
    this.outbox = outbox;
    this.log = log;
  }

  @Override
  public void accept(Segment segment, TypedSpan span, long now) {
    if (segment.isRoot(span)) {
      segment.named(span.name(redaction));
    }
    assembler.accept(segment, span, now);
  }

  @Override
  public void skip(Segment segment, TypedSpan span) {
    assembler.skip(segment, span);
  }

  @Override
  public Losses losses(boolean root) {
    return root ? Losses.ofTransaction(0) : Losses.of(DataCategory.SPAN, 1);
  }

  @Override
  public void tick(long now) {
    assembler.tick(now);
  }

  @Override
  public void flush(boolean last) {
    assembler.flush(last);
  }

  @Override
  public long untilNextDeadline(long now, long atMost) {
    return assembler.untilNextDeadline(now, atMost);
  }

  @Override
  public void transaction(Segment segment, TypedSpan root, List<TypedSpan> descendants) {
    if (isIgnored(segment, root)) {
      outbox.drop(DiscardReason.IGNORED, Losses.ofTransaction(descendants.size()));
      return;
    }
    try {
      send(segment, root, descendants);
    } catch (Throwable problem) {
      outbox.drop(DiscardReason.INTERNAL_SDK_ERROR, Losses.ofTransaction(descendants.size()));
      log.stepAside("transaction", problem);
    }
  }

  // what ends after its root goes with it
  private boolean isIgnored(Segment segment, TypedSpan root) {
    return !ignored.isEmpty()
        && (ignored.match(root.name())
            || !StreamWriter.isSegment(segment, root) && ignored.match(segment.name()));
  }

  private void send(Segment segment, TypedSpan root, List<TypedSpan> descendants) {
    String eventId = outbox.newEventId();
    int written = transactions.write(eventId, root, segment.user(identity, root), descendants);
    outbox.drop(
        DiscardReason.BUFFER_OVERFLOW,
        Losses.of(DataCategory.SPAN, descendants.size() - (long) written));
    TraceHeader trace = segment.decision().header(root.name(redaction));
    outbox.put(Item.transaction(eventId, trace, transactions.payload(), written));
  }

  @Override
  public void discardRoot(DiscardReason reason) {
    outbox.drop(reason, losses(true));
  }

  @Override
  public void discardSpans(DiscardReason reason, int count) {
    outbox.drop(reason, Losses.of(DataCategory.SPAN, count));
  }
}
