/**
 * What every instrumentation module shares: the base module, the report of what was hooked, the way
 * settings reach helper classes. Runs in the agent's extension class loader; {@link
 * dev.mcpsentry.instrumentation.advice.Fields} beside the application.
 */
@NullMarked
package dev.mcpsentry.instrumentation.advice;

import org.jspecify.annotations.NullMarked;
