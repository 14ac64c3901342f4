package dev.mcpsentry.instrumentation.quarkushttpsecurity.v3_20;

import dev.mcpsentry.instrumentation.advice.RequestSpan;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.mcp.Marks;
import dev.mcpsentry.telemetry.semconv.AppAttributes;
import io.opentelemetry.api.trace.Span;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Says on the span of the HTTP request what the token of whoever signed in claims of him. */
public final class VerifiedJsonWebToken {

  private static final StderrLog LOG = new StderrLog();
  private static final UserMark USER = UserMark.fromProcess();
  private static final String GRANT = "grant";

  private VerifiedJsonWebToken() {}

  /** Quarkus knows who asks; it may be by other means than a token. */
  public static void of(SecurityIdentity identity) {
    try {
      tell(identity, USER, RequestSpan.current());
    } catch (Throwable problem) {
      LOG.stepAside("Quarkus' tokens", problem);
    }
  }

  static void tell(SecurityIdentity identity, UserMark user, Span span) {
    if (!identity.isAnonymous() && identity.getPrincipal() instanceof JsonWebToken token) {
      Marks.put(span, AppAttributes.APP_ACCESS_METHOD, GRANT);
      Map<String, Object> verified = new HashMap<>();
      for (String name : user.claimsAskedFor()) {
        Object value = plain(token.getClaim(name));
        if (value != null) {
          verified.put(name, value);
        }
      }
      user.putVerified(span, verified);
    }
  }

  // claims that JWT does not define are JSON
  private static @Nullable Object plain(@Nullable Object claim) {
    if (claim instanceof JsonString text) {
      return text.getString();
    }
    return claim instanceof JsonNumber number ? number.numberValue() : claim;
  }
}
