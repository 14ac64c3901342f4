/**
 * The entry the agent finds. Runs in the extension class loader and is the only package in Java 8
 * bytecode.
 */
@NullMarked
package dev.mcpsentry.bundle;

import org.jspecify.annotations.NullMarked;
