package dev.mcpsentry.instrumentation.micronautsecurity.v4;

import dev.mcpsentry.instrumentation.advice.RequestSpan;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.identity.UserMark;
import io.micronaut.security.authentication.Authentication;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** Says on the span of the HTTP request who signed in, and what his token claims of him. */
public final class SignedIn {

  private static final StderrLog LOG = new StderrLog();
  private static final UserMark USER = UserMark.fromProcess();

  private SignedIn() {}

  /** Micronaut knows who asks; null for nobody. */
  public static void as(@Nullable Authentication authentication) {
    if (authentication != null && USER.source().isOn()) {
      try {
        tell(authentication, USER, RequestSpan.current());
      } catch (Throwable problem) {
        LOG.stepAside("Micronaut's users", problem);
      }
    }
  }

  static void tell(Authentication authentication, UserMark user, Span span) {
    user.putPrincipal(span, authentication);
    if (!user.claimsAskedFor().isEmpty()) {
      user.putVerified(span, authentication.getAttributes());
    }
  }
}
