/**
 * Finished spans become transactions: collected by local root, mapped to Sentry's vocabulary,
 * written as JSON. Runs in the extension class loader.
 */
@NullMarked
package dev.mcpsentry.sentry.internal.trace;

import org.jspecify.annotations.NullMarked;
