/**
 * A Sentry that accepts only what Sentry's ingest rules allow, and remembers everything. Runs in
 * the JVM of the test.
 */
@NullMarked
package dev.mcpsentry.smoke.ingest;

import org.jspecify.annotations.NullMarked;
