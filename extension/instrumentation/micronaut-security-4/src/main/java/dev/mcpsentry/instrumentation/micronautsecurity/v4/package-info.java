/**
 * Who signed in at a Micronaut server, what is known of him, and why somebody was refused. The
 * module runs in the extension class loader, the hooks beside the application.
 */
@NullMarked
package dev.mcpsentry.instrumentation.micronautsecurity.v4;

import org.jspecify.annotations.NullMarked;
