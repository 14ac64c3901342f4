/**
 * The bridge's life: its one thread, and what it is asked to do. Runs in the extension class
 * loader.
 */
@NullMarked
package dev.mcpsentry.sentry.internal.bridge;

import org.jspecify.annotations.NullMarked;
