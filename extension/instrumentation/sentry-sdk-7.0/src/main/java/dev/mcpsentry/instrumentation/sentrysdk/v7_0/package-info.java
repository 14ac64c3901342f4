/**
 * The application's own Sentry SDK, where it reports to the project that the agent reports to. The
 * module runs in the extension class loader, the event processor beside the application.
 */
@NullMarked
package dev.mcpsentry.instrumentation.sentrysdk.v7_0;

import org.jspecify.annotations.NullMarked;
