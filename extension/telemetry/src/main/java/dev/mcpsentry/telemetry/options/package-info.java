/** The catalogue of settings and the typed options made from it. */
@NullMarked
package dev.mcpsentry.telemetry.options;

import org.jspecify.annotations.NullMarked;
