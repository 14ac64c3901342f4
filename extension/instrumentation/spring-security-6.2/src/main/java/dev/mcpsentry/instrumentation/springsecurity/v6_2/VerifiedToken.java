package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import dev.mcpsentry.instrumentation.advice.RequestSpan;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.access.SkillScopes;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.mcp.Marks;
import dev.mcpsentry.telemetry.semconv.AppAttributes;
import io.opentelemetry.api.trace.Span;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Says on the span of the HTTP request whose token it carries that a grant let it in, which skills
 * go with it, and the user by the claim that was named.
 */
public final class VerifiedToken {

  private static final StderrLog LOG = new StderrLog();
  private static final UserMark USER = UserMark.fromProcess();
  private static final SkillScopes SKILLS = SkillScopes.fromProcess();

  // what Spring Security puts before scopes unless told otherwise
  private static final String SCOPE = "SCOPE_";

  private VerifiedToken() {}

  /** A token was made; it counts once it is verified. */
  public static void made(Object token) {
    try {
      if (token instanceof Authentication authentication && authentication.isAuthenticated()) {
        tell(authentication, USER, SKILLS, RequestSpan.current());
      }
    } catch (Throwable problem) {
      LOG.stepAside("verified tokens", problem);
    }
  }

  static void tell(Authentication token, UserMark user, SkillScopes skills, Span span)
      throws ReflectiveOperationException {
    Marks.put(span, AppAttributes.APP_ACCESS_METHOD, "grant");
    if (skills.isOn()) {
      skills.mark(span, scopes(token));
    }
    boolean asksForClaims = user.claim() != null || !user.claims().isEmpty();
    if (asksForClaims && claims(token) instanceof Map<?, ?> claims) {
      Object value = user.claim() == null ? null : claims.get(user.claim());
      // claims of claims are no ids
      user.put(span, value instanceof Map ? null : value);
      user.putClaims(span, claims);
    }
  }

  private static List<String> scopes(Authentication token) {
    return token.getAuthorities().stream()
        .map(GrantedAuthority::getAuthority)
        .filter(Objects::nonNull)
        .filter(authority -> authority.startsWith(SCOPE))
        .map(scope -> scope.substring(SCOPE.length()))
        .toList();
  }

  // not by the library's type: it may be there without its optional parts
  private static @Nullable Object claims(Authentication token) throws ReflectiveOperationException {
    Method method = token.getClass().getMethod("getTokenAttributes");
    return method.invoke(token);
  }
}
