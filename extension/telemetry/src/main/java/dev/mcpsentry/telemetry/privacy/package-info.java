/**
 * What may leave the process: redaction and caps. Pure; runs beside the application and in the
 * bridge.
 */
@NullMarked
package dev.mcpsentry.telemetry.privacy;

import org.jspecify.annotations.NullMarked;
