/**
 * What in a process says that somebody asks too often, and whose limit it is. The module runs in
 * the extension class loader, the hook beside the application.
 */
@NullMarked
package dev.mcpsentry.instrumentation.ratelimiters;

import org.jspecify.annotations.NullMarked;
