/** Trace context in params._meta. */
@NullMarked
package dev.mcpsentry.telemetry.propagation;

import org.jspecify.annotations.NullMarked;
