package dev.mcpsentry.sentry.internal.transport;

import org.jspecify.annotations.Nullable;

/**
 * What the server said to an envelope.
 *
 * @param status the HTTP status
 * @param rateLimits the header {@code X-Sentry-Rate-Limits}, or null
 * @param retryAfter the header {@code Retry-After}, or null
 */
record HttpAnswer(int status, @Nullable String rateLimits, @Nullable String retryAfter) {}
