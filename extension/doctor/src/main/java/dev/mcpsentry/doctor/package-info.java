/**
 * The command {@code doctor}: what is wrong with a set-up, and what to do about it. Runs in a JVM
 * and a class loader of its own, never beside an application.
 */
@NullMarked
package dev.mcpsentry.doctor;

import org.jspecify.annotations.NullMarked;
