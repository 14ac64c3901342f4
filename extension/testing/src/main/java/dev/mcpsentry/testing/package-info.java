/** Scenarios every instrumentation must pass. Test code; never part of the shipped jar. */
@NullMarked
package dev.mcpsentry.testing;

import org.jspecify.annotations.NullMarked;
