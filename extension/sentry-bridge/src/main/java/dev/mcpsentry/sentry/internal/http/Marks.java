package dev.mcpsentry.sentry.internal.http;

import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_ERROR_CODE;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_ERROR_REASON;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_METHOD;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_CLIENT_NAME;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_CONSENT_SKILL_PREFIX;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_RATE_LIMIT_SCOPE;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_RESPONSE_REASON;

import dev.mcpsentry.telemetry.identity.KnownUser;
import dev.mcpsentry.telemetry.rule.Told;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What code beside the application says on the span of a request: hooks of ours, or the application
 * itself. A span that is not recorded has none.
 */
record Marks(@Nullable ReadableSpan span) {

  static final Marks NONE = new Marks(null);

  // the application may say anything
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,40}");

  static Marks of(@Nullable Span span) {
    return span instanceof ReadableSpan readable ? new Marks(readable) : NONE;
  }

  @Nullable String accessMethod() {
    return word(APP_ACCESS_METHOD);
  }

  @Nullable String errorCode() {
    return word(APP_ACCESS_ERROR_CODE);
  }

  @Nullable String errorReason() {
    return word(APP_ACCESS_ERROR_REASON);
  }

  @Nullable String responseReason() {
    return word(APP_RESPONSE_REASON);
  }

  @Nullable String rateLimitScope() {
    return word(APP_RATE_LIMIT_SCOPE);
  }

  /** Whether an authorization server's hook told of the request already. */
  boolean isOAuth() {
    return span != null && Boolean.TRUE.equals(span.getAttribute(McpAttributes.MCP_SENTRY_OAUTH));
  }

  /** Whether somebody is known to have asked. */
  boolean isAuthenticated() {
    return span != null
        && (KnownUser.of(span::getAttribute) != null
            || accessMethod() != null && !"none".equals(accessMethod()));
  }

  /** Says the caller's skills. */
  void skills(Told.Sink out) {
    if (span != null && Boolean.TRUE.equals(span.getAttribute(McpAttributes.MCP_SENTRY_SKILLS))) {
      span.toSpanData().getAttributes().forEach((key, value) -> skill(key, value, out));
    }
  }

  private static void skill(AttributeKey<?> key, Object value, Told.Sink out) {
    if (key.getKey().startsWith(APP_CONSENT_SKILL_PREFIX) && value instanceof Boolean granted) {
      out.set(AttributeKey.booleanKey(key.getKey()), granted);
    }
  }

  /** The name that the caller's client registered with; null when nobody knows. */
  @Nullable String clientName() {
    return span == null ? null : span.getAttribute(APP_CLIENT_NAME);
  }

  private @Nullable String word(AttributeKey<String> key) {
    String word = span == null ? null : span.getAttribute(key);
    return word != null && WORD.matcher(word).matches() ? word : null;
  }
}
