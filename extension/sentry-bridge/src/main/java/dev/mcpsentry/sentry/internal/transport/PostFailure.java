package dev.mcpsentry.sentry.internal.transport;

import java.io.IOException;

/** No answer to an envelope; says how far it came, which decides what happens to it next. */
final class PostFailure extends IOException {

  /** How far a request came. */
  enum Progress {
    /** No connection came about, or no TLS on it. */
    UNCONNECTED,
    /** The request did not leave as a whole, so that nobody has understood it. */
    UNSENT,
    /** The request left, and the connection ended without a byte of an answer. */
    UNANSWERED,
    /** What came is not the head of an HTTP answer, or not all of it. */
    GARBLED,
    /** The answer did not come in time. */
    LATE,
    /** We gave it up. */
    ABORTED
  }

  private static final long serialVersionUID = 1L;

  private final Progress progress;
  private final boolean kept;
  private final IOException reason;

  /**
   * @param kept whether the connection had served another request before
   */
  PostFailure(Progress progress, boolean kept, IOException cause) {
    super(cause);
    this.progress = progress;
    this.kept = kept;
    this.reason = cause;
  }

  Progress progress() {
    return progress;
  }

  /** Whether the server may have closed the connection before it saw the request. */
  boolean mayHaveBeenStale() {
    return kept;
  }

  /** Whether the server may have the whole request all the same. */
  boolean mayHaveArrived() {
    return progress != Progress.UNCONNECTED && progress != Progress.UNSENT;
  }

  /** What went wrong. */
  IOException reason() {
    return reason;
  }

  /** The same failure, known to be of our own making. */
  PostFailure aborted() {
    return new PostFailure(Progress.ABORTED, kept, reason);
  }
}
