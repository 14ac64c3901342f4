package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.envelope.DiscardReason;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.envelope.ItemType;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.locks.Condition;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One sending thread with its connection. Runs in a context in which the agent traces nothing. */
final class Lane implements Runnable {

  private final Traffic traffic;
  private final Supplier<EnvelopePost> posts;
  private final RateLimits rateLimits;
  private final Context suppressed;
  private final Condition wake;
  private final SenderLog log;
  private volatile @Nullable EnvelopePost post;
  private volatile long busySince;
  private volatile boolean aborted;
  private boolean connected;

  Lane(
      Traffic traffic,
      Supplier<EnvelopePost> posts,
      RateLimits rateLimits,
      Context suppressed,
      Condition wake,
      SenderLog log) {
    this.traffic = traffic;
    this.posts = posts;
    this.rateLimits = rateLimits;
    this.suppressed = suppressed;
    this.wake = wake;
    this.log = log;
  }

  @Override
  public void run() {
    try (Scope ignored = suppressed.makeCurrent()) {
      EnvelopePost to = posts.get();
      post = to;
      for (Envelope next = traffic.take(this); next != null; next = traffic.take(this)) {
        busySince = System.nanoTime() | 1;
        deliver(next, to);
        busySince = 0;
        aborted = false;
      }
    } catch (Throwable problem) {
      log.failed(problem);
    } finally {
      end(post);
      traffic.ended(this);
    }
  }

  /** What it waits at for work; of its sender's lock. */
  Condition wake() {
    return wake;
  }

  /** Gives up a request that takes longer than any timeout of a socket should allow. */
  void abortIfBusyFor(long nanos) {
    long since = busySince;
    if (since != 0 && System.nanoTime() - since > nanos) {
      abort();
    }
  }

  void abort() {
    aborted = true;
    end(post);
  }

  private void deliver(Envelope envelope, EnvelopePost to) {
    boolean settled = false;
    try {
      if (Resend.needsProvenConnection(envelope)) {
        to.dropUnproven();
      }
      // the second time the connection is a new one, so that there is no third
      do {
        settled = attempt(envelope, to);
      } while (!settled);
    } catch (Throwable problem) {
      log.failed(problem);
    } finally {
      if (!settled) {
        traffic.dropped(DiscardReason.INTERNAL_SDK_ERROR, envelope);
        traffic.reached(0);
      }
    }
  }

  /** Sends once; false when it is to be done again. */
  private boolean attempt(Envelope envelope, EnvelopePost to) {
    try {
      envelope.stamp(System.currentTimeMillis());
      long start = System.nanoTime();
      HttpAnswer answer = to.send(envelope.bytes());
      // the first is no measure: it makes the connection
      long took = connected ? System.nanoTime() - start : 0;
      connected = true;
      note(envelope, answer);
      traffic.reached(took);
      return true;
    } catch (PostFailure problem) {
      PostFailure failure = aborted ? problem.aborted() : problem;
      Resend resend = Resend.of(envelope, failure);
      if (resend == Resend.AT_ONCE) {
        return false;
      }
      traffic.missed(envelope, failure, resend);
      return true;
    }
  }

  private void note(Envelope envelope, HttpAnswer answer) {
    log.sent(envelope, answer);
    rateLimits.update(
        answer.status(), answer.rateLimits(), answer.retryAfter(), System.currentTimeMillis());
    // Sentry counts what it refuses with 429 itself, but not what a report would have told
    boolean counted = answer.status() == 429 && envelope.type() != ItemType.CLIENT_REPORT;
    if (answer.status() >= 300 && !counted) {
      traffic.dropped(DiscardReason.SEND_ERROR, envelope);
    } else {
      envelope.end();
    }
  }

  private void end(@Nullable EnvelopePost open) {
    try {
      if (open != null) {
        open.abort();
      }
    } catch (Throwable problem) {
      log.failed(problem);
    }
  }
}
