/**
 * HTTP requests at the server as a whole, sampled or not: who asked for what, and how it was
 * answered. Runs in the extension class loader.
 */
@NullMarked
package dev.mcpsentry.sentry.internal.http;

import org.jspecify.annotations.NullMarked;
