package dev.mcpsentry.sentry.internal.transport;

import dev.mcpsentry.sentry.internal.envelope.Envelope;

/**
 * What becomes of an envelope that got no answer. Nothing is sent again that may have arrived, but
 * for events and transactions on a connection that was lost: Sentry ignores an event id it has
 * seen. Sessions and client reports have none, and would count twice.
 */
enum Resend {
  /** Over a new connection. */
  AT_ONCE,
  /** When the server is tried again. */
  LATER,
  /** It is lost, and counted. */
  NEVER;

  private static final int MAX_ATTEMPTS = 2;

  /** Decides, and counts the attempt if it reached the server. */
  static Resend of(Envelope envelope, PostFailure failure) {
    return switch (failure.progress()) {
      case UNCONNECTED -> LATER;
      case UNSENT -> again(envelope, failure.mayHaveBeenStale());
      case UNANSWERED ->
          envelope.type().isRepeatable() ? again(envelope, failure.mayHaveBeenStale()) : NEVER;
      case GARBLED -> envelope.type().isRepeatable() ? again(envelope, false) : NEVER;
      case LATE, ABORTED -> NEVER;
    };
  }

  /** Whether the envelope must not meet a connection that the server may have closed by now. */
  static boolean needsProvenConnection(Envelope envelope) {
    return !envelope.type().isRepeatable();
  }

  private static Resend again(Envelope envelope, boolean stale) {
    if (stale) {
      return AT_ONCE;
    }
    return envelope.countAttempt() < MAX_ATTEMPTS ? LATER : NEVER;
  }
}
