package dev.mcpsentry.instrumentation.quarkushttpsecurity.v3_20;

import dev.mcpsentry.instrumentation.advice.RequestSpan;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.identity.UserMark;
import io.opentelemetry.api.trace.Span;
import io.quarkus.security.identity.SecurityIdentity;

/** Says on the span of the HTTP request who signed in. */
public final class SignedIn {

  private static final StderrLog LOG = new StderrLog();
  private static final UserMark USER = UserMark.fromProcess();

  private SignedIn() {}

  /** Quarkus knows who asks; it may be nobody. */
  public static void as(SecurityIdentity identity) {
    if (USER.source().isOn()) {
      try {
        tell(identity, USER, RequestSpan.current());
      } catch (Throwable problem) {
        LOG.stepAside("Quarkus' users", problem);
      }
    }
  }

  static void tell(SecurityIdentity identity, UserMark user, Span span) {
    if (!identity.isAnonymous()) {
      user.putPrincipal(span, identity.getPrincipal());
    }
  }
}
