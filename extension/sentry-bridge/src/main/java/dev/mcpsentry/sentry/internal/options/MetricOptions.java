package dev.mcpsentry.sentry.internal.options;

import java.util.List;

/**
 * What of OpenTelemetry's metrics is sent.
 *
 * @param enabled whether anything is
 * @param allowed names of instruments, or with a star at the end their beginnings
 */
public record MetricOptions(boolean enabled, List<String> allowed) {}
