/**
 * Java programs in child JVMs: started in a clean environment, watched, and ended with the test.
 * Runs in the JVM of the test.
 */
@NullMarked
package dev.mcpsentry.smoke.jvm;

import org.jspecify.annotations.NullMarked;
