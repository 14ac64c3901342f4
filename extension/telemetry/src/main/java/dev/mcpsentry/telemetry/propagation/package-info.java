/**
 * Trace context in {@code params._meta}, and what Sentry's SDKs say of a trace. Runs beside the
 * application and, where the bridge asks what Sentry gets, in the bridge.
 */
@NullMarked
package dev.mcpsentry.telemetry.propagation;

import org.jspecify.annotations.NullMarked;
