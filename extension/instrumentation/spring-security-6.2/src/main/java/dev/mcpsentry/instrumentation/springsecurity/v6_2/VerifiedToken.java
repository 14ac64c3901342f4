package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.identity.UserMark;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says on the span of the HTTP request whose token it carries, by the claim that was named. */
public final class VerifiedToken {

  private static final StderrLog LOG = new StderrLog();
  private static final UserMark USER = UserMark.fromProcess();

  private VerifiedToken() {}

  /** A token was made; it counts once it is verified. */
  public static void made(Object token) {
    if (USER.claim() != null || !USER.claims().isEmpty()) {
      try {
        tell(token, USER, LocalRootSpan.current());
      } catch (Throwable problem) {
        LOG.stepAside("verified tokens", problem);
      }
    }
  }

  static void tell(Object token, UserMark user, Span span) throws ReflectiveOperationException {
    if (Boolean.TRUE.equals(call(token, "isAuthenticated"))
        && call(token, "getTokenAttributes") instanceof Map<?, ?> claims) {
      Object value = user.claim() == null ? null : claims.get(user.claim());
      // claims of claims are no ids
      user.put(span, value instanceof Map ? null : value);
      user.putClaims(span, claims);
    }
  }

  // not by the library's types: it may be there without its optional parts
  private static @Nullable Object call(Object token, String name)
      throws ReflectiveOperationException {
    Method method = token.getClass().getMethod(name);
    return method.invoke(token);
  }
}
