/** What goes over the wire, and what was dropped on the way. Runs in the extension class loader. */
@NullMarked
package dev.mcpsentry.sentry.internal.envelope;

import org.jspecify.annotations.NullMarked;
