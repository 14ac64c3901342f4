/** Measures; never asserts. Runs by hand, under the {@code benchmark} profile. */
@NullMarked
package dev.mcpsentry.benchmarks;

import org.jspecify.annotations.NullMarked;
