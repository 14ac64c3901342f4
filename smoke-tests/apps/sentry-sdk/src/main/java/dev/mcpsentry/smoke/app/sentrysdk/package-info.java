/** A server that reports to Sentry by itself. */
@NullMarked
package dev.mcpsentry.smoke.app.sentrysdk;

import org.jspecify.annotations.NullMarked;
