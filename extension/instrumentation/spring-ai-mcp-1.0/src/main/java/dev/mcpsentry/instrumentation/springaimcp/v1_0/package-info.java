/**
 * Spring AI turns a tool's exception into an {@code isError} text before the SDK sees it, and that
 * of a prompt or resource into a code that blames the caller; this keeps the exception. The module
 * runs in the extension class loader, the hooks beside the application.
 */
@NullMarked
package dev.mcpsentry.instrumentation.springaimcp.v1_0;

import org.jspecify.annotations.NullMarked;
