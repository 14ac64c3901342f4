/** What every part of the product says the same way: here, the log that never touches stdout. */
@NullMarked
package dev.mcpsentry.telemetry;

import org.jspecify.annotations.NullMarked;
