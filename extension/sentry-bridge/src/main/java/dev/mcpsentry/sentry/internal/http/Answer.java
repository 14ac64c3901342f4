package dev.mcpsentry.sentry.internal.http;

import dev.mcpsentry.telemetry.access.AccessError;
import org.jspecify.annotations.Nullable;

/**
 * How a request was answered.
 *
 * @param status of HTTP, 100 to 599
 * @param route the agent's, or null
 * @param challenge the {@code WWW-Authenticate} header as far as it tells an error, else null
 * @param errorType OpenTelemetry's, or null
 * @param marks what code beside the application said of it
 * @param user who asked, as Sentry may know him, or null
 */
record Answer(
    int status,
    @Nullable String route,
    @Nullable AccessError challenge,
    @Nullable String errorType,
    Marks marks,
    @Nullable String user) {

  boolean isUnauthenticated() {
    return status == 401;
  }

  boolean isRefused() {
    return status == 401 || status == 403;
  }
}
