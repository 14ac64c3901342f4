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
    return span.getKind() == SpanKind.SERVER
        && isHttp(span.getAttributes().get(Keys.HTTP_REQUEST_METHOD))
        && (isRoute(span.getAttributes().get(Keys.HTTP_ROUTE))
            || isRoute(span.getAttributes().get(Keys.URL_PATH)));
  }

  /** Whether a span that runs is one. */
  static boolean isOne(ReadableSpan span) {
    return span.getKind() == SpanKind.SERVER
        && isHttp(span.getAttribute(Keys.HTTP_REQUEST_METHOD))
        && (isRoute(attribute(span, Keys.HTTP_ROUTE)) || isRoute(attribute(span, Keys.URL_PATH)));
  }

  private static @Nullable String attribute(ReadableSpan span, AttributeKey<String> key) {
    return span.getAttribute(key);
  }

  private static boolean isHttp(@Nullable String method) {
    return method != null;
  }

  private static boolean isRoute(@Nullable String route) {
    return route != null
        && (ROUTES.contains(route) || PREFIXES.stream().anyMatch(route::startsWith));
  }
}
