/**
 * Finished spans: how they are taken, put together and written. Runs in the extension class loader.
 */
@NullMarked
package dev.mcpsentry.sentry.internal.span;

import org.jspecify.annotations.NullMarked;
