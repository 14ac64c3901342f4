/**
 * What led to an issue: what was logged, called and asked before, by trace and by session. Runs in
 * the extension class loader.
 */
@NullMarked
package dev.mcpsentry.sentry.internal.breadcrumb;

import org.jspecify.annotations.NullMarked;
