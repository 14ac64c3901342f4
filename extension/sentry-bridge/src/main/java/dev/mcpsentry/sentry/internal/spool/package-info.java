/**
 * Keeps on disk what could not be sent, within bounds, and brings it back when the server is there.
 * Runs in the extension class loader, on a thread of its own.
 */
@NullMarked
package dev.mcpsentry.sentry.internal.spool;

import org.jspecify.annotations.NullMarked;
