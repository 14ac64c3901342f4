/**
 * A demo server on the official SDK, one program per dialect of its API. Class path of the
 * monitored application.
 */
@NullMarked
package dev.mcpsentry.smoke.app.sdk;

import org.jspecify.annotations.NullMarked;
