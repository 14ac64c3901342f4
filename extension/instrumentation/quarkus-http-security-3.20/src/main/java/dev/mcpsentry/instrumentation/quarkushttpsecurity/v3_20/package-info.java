/**
 * Who signed in at a Quarkus server, what his token claims, and why somebody was refused. The
 * modules run in the extension class loader, the hooks beside the application.
 */
@NullMarked
package dev.mcpsentry.instrumentation.quarkushttpsecurity.v3_20;

import org.jspecify.annotations.NullMarked;
