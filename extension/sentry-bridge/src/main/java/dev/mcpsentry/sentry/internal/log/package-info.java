/**
 * From log records to Sentry's logs, and to issues where they are errors. Runs in the extension
 * class loader.
 */
@NullMarked
package dev.mcpsentry.sentry.internal.log;

import org.jspecify.annotations.NullMarked;
