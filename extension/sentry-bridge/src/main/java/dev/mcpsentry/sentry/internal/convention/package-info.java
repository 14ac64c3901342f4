/**
 * What a span means to Sentry, by the semantic convention it follows. Runs in the extension class
 * loader.
 */
@NullMarked
package dev.mcpsentry.sentry.internal.convention;

import org.jspecify.annotations.NullMarked;
