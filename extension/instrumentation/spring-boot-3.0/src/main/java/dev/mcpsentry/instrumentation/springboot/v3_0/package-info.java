/**
 * Spring Boot reports a failed start itself, so that no uncaught exception tells of it; this does.
 * The module runs in the extension class loader, the hook beside the application.
 */
@NullMarked
package dev.mcpsentry.instrumentation.springboot.v3_0;

import org.jspecify.annotations.NullMarked;
