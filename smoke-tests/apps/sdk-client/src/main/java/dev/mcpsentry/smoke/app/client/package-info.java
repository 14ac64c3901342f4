/** A client program; knows nothing of telemetry. */
@NullMarked
package dev.mcpsentry.smoke.app.client;

import org.jspecify.annotations.NullMarked;
