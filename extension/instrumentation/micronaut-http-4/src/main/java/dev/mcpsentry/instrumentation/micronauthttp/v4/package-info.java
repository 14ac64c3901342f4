/**
 * The trace of a request that Micronaut begins to handle after Netty has read it. The module runs
 * in the extension class loader, the hooks beside the application.
 */
@NullMarked
package dev.mcpsentry.instrumentation.micronauthttp.v4;

import org.jspecify.annotations.NullMarked;
