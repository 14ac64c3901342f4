/**
 * The user's settings as typed values, with a word about every one that is wrong. Runs in the
 * extension class loader.
 */
@NullMarked
package dev.mcpsentry.sentry.internal.options;

import org.jspecify.annotations.NullMarked;
