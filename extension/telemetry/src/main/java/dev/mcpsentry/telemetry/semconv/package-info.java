/** Keys and names of the semantic conventions; constants only. */
@NullMarked
package dev.mcpsentry.telemetry.semconv;

import org.jspecify.annotations.NullMarked;
