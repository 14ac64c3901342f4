/** Node programs in child processes, installed from a lock file. Runs in the JVM of the test. */
@NullMarked
package dev.mcpsentry.smoke.node;

import org.jspecify.annotations.NullMarked;
