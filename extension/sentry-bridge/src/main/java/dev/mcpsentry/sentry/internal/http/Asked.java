package dev.mcpsentry.sentry.internal.http;

import dev.mcpsentry.telemetry.http.RouteMatch;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP request asks for.
 *
 * @param method as of OpenTelemetry's HTTP conventions, {@code _OTHER} for unknown ones
 * @param path without query
 * @param query without the question mark, or null
 * @param userAgent the header, or null
 * @param match which of the watched paths it is; null for none
 * @param startNanos {@link System#nanoTime}, or what the instrumentation took for it
 */
record Asked(
    String method,
    String path,
    @Nullable String query,
    @Nullable String userAgent,
    @Nullable RouteMatch match,
    long startNanos) {}
