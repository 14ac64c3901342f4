/**
 * Who asks: where it is said on spans, and what of it may be. Runs in both class loaders, and names
 * no library's types.
 */
@NullMarked
package dev.mcpsentry.telemetry.identity;

import org.jspecify.annotations.NullMarked;
