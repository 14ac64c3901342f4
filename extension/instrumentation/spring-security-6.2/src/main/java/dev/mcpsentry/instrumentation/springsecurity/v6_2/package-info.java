/**
 * A claim of a verified token as the user who asks, where the server's owner names one. The module
 * runs in the extension class loader, the hook beside the application.
 */
@NullMarked
package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import org.jspecify.annotations.NullMarked;
