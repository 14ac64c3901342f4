/**
 * The trace of a request that Vert.x handles after the one before it on the same connection, as
 * Quarkus does. The module runs in the extension class loader, the hooks beside the application.
 */
@NullMarked
package dev.mcpsentry.instrumentation.vertxhttp.v4_5;

import org.jspecify.annotations.NullMarked;
