/** A server with Sentry's Spring Boot starter. Class path of the monitored application. */
@NullMarked
package dev.mcpsentry.smoke.app.sentrystarter;

import org.jspecify.annotations.NullMarked;
