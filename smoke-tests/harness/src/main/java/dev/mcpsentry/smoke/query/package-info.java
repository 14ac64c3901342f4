/**
 * The part of Sentry's search that our queries use, evaluated on what the fake Sentry received. A
 * text that Sentry would refuse is refused here too.
 */
@NullMarked
package dev.mcpsentry.smoke.query;

import org.jspecify.annotations.NullMarked;
