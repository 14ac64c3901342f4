package dev.mcpsentry.sentry.internal.sampling;

import dev.mcpsentry.sentry.internal.convention.Keys;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests by which an orchestrator or a load balancer asks whether a server is well. The routes
 * are those of Kubernetes, Spring Boot Actuator, Quarkus and MicroProfile Health, and what people
 * call their own.
 */
final class HealthChecks {

  private static final Set<String> ROUTES =
      Set.of(
          "/health",
          "/healthz",
          "/health-check",
          "/health_check",
          "/healthcheck",
          "/live",
          "/livez",
          "/liveness",
          "/ready",
          "/readyz",
          "/readiness",
          "/startupz",
          "/ping",
          "/actuator/health",
          "/q/health");

  private static final List<String> PREFIXES =
      List.of("/health/", "/healthz/", "/livez/", "/readyz/", "/actuator/health/", "/q/health/");

  private HealthChecks() {}

  /** Whether a finished span is one. */
  static boolean isOne(SpanData span) {
    return isOne(span.getKind(), span.getAttributes()::get);
  }

  /** Whether a span that runs is one. */
  static boolean isOne(ReadableSpan span) {
    return isOne(span.getKind(), span::getAttribute);
  }

  /** Attributes of whatever has them. */
  private interface Values {
    @Nullable String get(AttributeKey<String> key);
  }

  private static boolean isOne(SpanKind kind, Values values) {
    return kind == SpanKind.SERVER
        && values.get(Keys.HTTP_REQUEST_METHOD) != null
        && (isRoute(values.get(Keys.HTTP_ROUTE)) || isRoute(values.get(Keys.URL_PATH)));
  }

  private static boolean isRoute(@Nullable String route) {
    return route != null && (ROUTES.contains(route) || isBelowOne(route));
  }

  private static boolean isBelowOne(String route) {
    for (int i = 0; i < PREFIXES.size(); i++) {
      if (route.startsWith(PREFIXES.get(i))) {
        return true;
      }
    }
    return false;
  }
}
