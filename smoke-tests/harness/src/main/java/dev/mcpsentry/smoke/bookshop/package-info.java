/** What the bookshop needs around it. Runs in the JVM of the test or of the demo. */
@NullMarked
package dev.mcpsentry.smoke.bookshop;

import org.jspecify.annotations.NullMarked;
