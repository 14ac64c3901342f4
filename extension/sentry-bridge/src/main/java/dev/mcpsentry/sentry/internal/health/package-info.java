/**
 * Release health of a request-driven server: one aggregate per minute. Runs in the extension class
 * loader.
 */
@NullMarked
package dev.mcpsentry.sentry.internal.health;

import org.jspecify.annotations.NullMarked;
