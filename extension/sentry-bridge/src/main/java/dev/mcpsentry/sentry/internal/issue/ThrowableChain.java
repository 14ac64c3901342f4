package dev.mcpsentry.sentry.internal.issue;

import io.sentry.SentryStackTraceFactory;
import io.sentry.protocol.Mechanism;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A throwable with its causes and what they suppressed, in Sentry's model: as the SDK's own factory
 * makes it, whose walk has no bound.
 */
final class ThrowableChain {

  // with its frames an exception takes up to 40 kB, and Sentry takes events of at most 1 MiB
  private static final int MAX_EXCEPTIONS = 20;
  private static final int MAX_SUPPRESSED = 8;

  private final SentryStackTraceFactory stackTraces;

  ThrowableChain(SentryStackTraceFactory stackTraces) {
    this.stackTraces = stackTraces;
  }

  private record Visit(Throwable throwable, @Nullable Integer parent, String mechanism) {}

  /** At most 20 of them, causes before what was suppressed; the outermost is the last. */
  List<SentryException> of(Throwable throwable) {
    List<SentryException> exceptions = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Visit> suppressed = new ArrayDeque<>();
    suppressed.add(new Visit(throwable, null, "chained"));
    while (!suppressed.isEmpty()) {
      Visit next = suppressed.remove();
      while (next != null && exceptions.size() < MAX_EXCEPTIONS && seen.add(next.throwable())) {
        int id = exceptions.size();
        exceptions.add(exception(next, id));
        Throwable[] aside = next.throwable().getSuppressed();
        for (int i = 0; i < Math.min(aside.length, MAX_SUPPRESSED); i++) {
          suppressed.add(new Visit(aside[i], id, "suppressed"));
        }
        Throwable cause = next.throwable().getCause();
        next = cause == null ? null : new Visit(cause, id, "chained");
      }
    }
    Collections.reverse(exceptions);
    return exceptions;
  }

  private SentryException exception(Visit visit, int id) {
    Throwable throwable = visit.throwable();
    Mechanism mechanism = new Mechanism();
    mechanism.setType(visit.mechanism());
    mechanism.setExceptionId(id);
    mechanism.setParentId(visit.parent());
    String name = throwable.getClass().getName();
    String module = throwable.getClass().getPackageName();
    SentryException exception = new SentryException();
    exception.setType(module.isEmpty() ? name : name.substring(module.length() + 1));
    exception.setModule(module.isEmpty() ? null : module);
    exception.setValue(throwable.getMessage());
    exception.setMechanism(mechanism);
    List<SentryStackFrame> frames = stackTraces.getStackFrames(throwable.getStackTrace(), false);
    if (frames != null && !frames.isEmpty()) {
      exception.setStacktrace(new SentryStackTrace(frames));
    }
    return exception;
  }
}
