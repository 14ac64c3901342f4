/**
 * Starts the bridge from OpenTelemetry to Sentry inside the agent's SDK. Runs in the extension
 * class loader.
 */
@NullMarked
package dev.mcpsentry.sentry;

import org.jspecify.annotations.NullMarked;
