/**
 * Envelopes and their way to Sentry: bounded queues, persistent connections, rate limits, client
 * reports. Runs in the extension class loader.
 */
@NullMarked
package dev.mcpsentry.sentry.internal.transport;

import org.jspecify.annotations.NullMarked;
