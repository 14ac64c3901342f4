/** Which traces are sent, and what Sentry is told of that. Runs in the extension class loader. */
@NullMarked
package dev.mcpsentry.sentry.internal.sampling;

import org.jspecify.annotations.NullMarked;
