/**
 * What every instrumentation module shares: the base module, the report of what was hooked, and the
 * way settings reach helper classes. Runs in the agent's extension class loader.
 */
@NullMarked
package dev.mcpsentry.instrumentation.advice;

import org.jspecify.annotations.NullMarked;
