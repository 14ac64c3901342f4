package dev.mcpsentry.sentry.internal.issue;

import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes stack traces read like their owner's code: says which frames are the application's, and
 * leaves out those that are there only because somebody watches. The place of the throw stays last,
 * as Sentry wants it; the SDK kept the hundred frames around it.
 */
final class StackFrames {

  private final CodeOwners owners;

  StackFrames(CodeOwners owners) {
    this.owners = owners;
  }

  /** Changes the exception's frames; without any left it has no stack trace. */
  void tidy(SentryException exception) {
    SentryStackTrace stackTrace = exception.getStacktrace();
    List<SentryStackFrame> frames = stackTrace == null ? null : stackTrace.getFrames();
    if (stackTrace == null || frames == null) {
      return;
    }
    List<SentryStackFrame> kept = new ArrayList<>(frames.size());
    for (SentryStackFrame frame : frames) {
      CodeOwner owner = owners.of(frame.getModule(), frame.getFilename());
      if (owner != CodeOwner.MONITORING) {
        frame.setInApp(owner == CodeOwner.APPLICATION);
        kept.add(frame);
      }
    }
    if (kept.isEmpty()) {
      exception.setStacktrace(null);
    } else {
      stackTrace.setFrames(kept);
    }
  }
}
