/**
 * Which HTTP requests are watched, and what a request says of whoever sent it. Runs in both class
 * loaders.
 */
@NullMarked
package dev.mcpsentry.telemetry.http;

import org.jspecify.annotations.NullMarked;
