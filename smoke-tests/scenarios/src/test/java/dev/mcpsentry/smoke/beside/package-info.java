/** What others attach to a JVM. Runs in the child, where its class loader is theirs. */
@NullMarked
package dev.mcpsentry.smoke.beside;

import org.jspecify.annotations.NullMarked;
