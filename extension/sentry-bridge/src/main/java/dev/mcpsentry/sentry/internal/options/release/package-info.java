/**
 * Which release of the application runs: what is said, else what its build left behind. Runs before
 * the application does, in the extension class loader.
 */
@NullMarked
package dev.mcpsentry.sentry.internal.options.release;

import org.jspecify.annotations.NullMarked;
