/** A program that logs. */
@NullMarked
package dev.mcpsentry.smoke.app.logging;

import org.jspecify.annotations.NullMarked;
