package dev.mcpsentry.sentry.internal.transport;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;

/** One sending thread with its connection. Runs in a context in which the agent traces nothing. */
final class Lane implements Runnable {

  private final Sender sender;
  private final EnvelopePost post;
  private final RateLimits rateLimits;
  private final ClientReports reports;
  private final Context suppressed;
  private final SenderLog log;
  private volatile long busySince;

  Lane(
      Sender sender,
      EnvelopePost post,
      RateLimits rateLimits,
      ClientReports reports,
      Context suppressed,
      SenderLog log) {
    this.sender = sender;
    this.post = post;
    this.rateLimits = rateLimits;
    this.reports = reports;
    this.suppressed = suppressed;
    this.log = log;
  }

  @Override
  public void run() {
    try (Scope ignored = suppressed.makeCurrent()) {
      for (Envelope next = sender.take(this); next != null; next = sender.take(this)) {
        busySince = System.nanoTime() | 1;
        deliver(next);
        busySince = 0;
      }
    } finally {
      post.abort();
    }
  }

  /** Gives up a request that takes longer than any timeout of a socket should allow. */
  void abortIfBusyFor(long nanos) {
    long since = busySince;
    if (since != 0 && System.nanoTime() - since > nanos) {
      post.abort();
    }
  }

  void abort() {
    post.abort();
  }

  private void deliver(Envelope envelope) {
    try {
      long now = System.currentTimeMillis();
      envelope.stamp(now);
      HttpAnswer answer = post.send(envelope.bytes());
      log.sent(envelope, answer);
      rateLimits.update(answer.status(), answer.rateLimits(), answer.retryAfter(), now);
      // Sentry counts what it refuses with 429 itself
      if (answer.status() >= 300 && answer.status() != 429) {
        reports.countEnvelope(DiscardReason.SEND_ERROR, envelope);
      }
      sender.reached();
    } catch (IOException problem) {
      sender.missed(envelope, problem);
    } catch (Throwable problem) {
      log.failed(problem);
      reports.countEnvelope(DiscardReason.INTERNAL_SDK_ERROR, envelope);
      sender.reached();
    }
  }
}
