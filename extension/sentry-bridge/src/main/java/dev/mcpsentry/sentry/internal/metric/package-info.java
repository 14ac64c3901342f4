/**
 * Measurements of OpenTelemetry's instruments, as Sentry's trace metrics. Runs in the extension
 * class loader.
 */
@NullMarked
package dev.mcpsentry.sentry.internal.metric;

import org.jspecify.annotations.NullMarked;
