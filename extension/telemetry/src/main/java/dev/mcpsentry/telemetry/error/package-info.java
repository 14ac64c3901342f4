/**
 * The error taxonomy: what a failed operation means to a span, to an issue and to release health.
 */
@NullMarked
package dev.mcpsentry.telemetry.error;

import org.jspecify.annotations.NullMarked;
