package dev.mcpsentry.sentry.internal.issue;

import org.jspecify.annotations.Nullable;

/**
 * What the application logged.
 *
 * @param logger the logger's name
 * @param template the text before it was filled in, or null when it is not known
 * @param text the text
 * @param severityNumber by the OpenTelemetry logs data model
 * @param epochNanos when
 */
public record LoggedMessage(
    String logger, @Nullable String template, String text, int severityNumber, long epochNanos) {}
