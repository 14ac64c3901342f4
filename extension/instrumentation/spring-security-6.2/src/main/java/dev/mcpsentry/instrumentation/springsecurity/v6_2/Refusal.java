package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import dev.mcpsentry.instrumentation.advice.RequestSpan;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.mcp.Marks;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.InsufficientAuthenticationException;

/**
 * Says on the span of an HTTP request why it is refused. Who answers it may ask others to, and one
 * of several: the first counts.
 */
public final class Refusal {

  private static final StderrLog LOG = new StderrLog();

  private static final String OAUTH =
      "org.springframework.security.oauth2.core.OAuth2AuthenticationException";
  private static final String CSRF = "org.springframework.security.web.csrf.CsrfException";

  private Refusal() {}

  /** A request is refused for a reason. */
  public static void told(Throwable why) {
    told(why, RequestSpan.current());
  }

  /** A session is refused to whom it is not bound to. */
  public static void ofSession() {
    try {
      Marks.put(RequestSpan.current(), AccessError.SESSION);
    } catch (Throwable problem) {
      LOG.stepAside("refused sessions", problem);
    }
  }

  static void told(Throwable why, Span request) {
    try {
      Marks.put(request, of(why));
    } catch (Throwable problem) {
      LOG.stepAside("refusals", problem);
    }
  }

  static AccessError of(Throwable why) throws ReflectiveOperationException {
    if (why instanceof InsufficientAuthenticationException
        || why instanceof AuthenticationCredentialsNotFoundException) {
      return AccessError.MISSING;
    }
    if (why instanceof AccessDeniedException) {
      // not for want of a right, but of a token against forgery
      return is(why, CSRF) ? AccessError.ofOAuth("invalid_request", null) : AccessError.FORBIDDEN;
    }
    if (is(why, OAUTH)) {
      Object error = why.getClass().getMethod("getError").invoke(why);
      return AccessError.ofOAuth(text(error, "getErrorCode"), text(error, "getDescription"));
    }
    return AccessError.ofOAuth("invalid_token", why.getMessage());
  }

  // an application need not have OAuth's part, nor the web's
  private static boolean is(Throwable why, String name) {
    for (Class<?> type = why.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static String text(@Nullable Object error, String method)
      throws ReflectiveOperationException {
    Object text = error == null ? null : error.getClass().getMethod(method).invoke(error);
    return text instanceof String told ? told : "";
  }
}
