/** Failed spans become issues, one per throwable. Runs in the extension class loader. */
@NullMarked
package dev.mcpsentry.sentry.internal.issue;

import org.jspecify.annotations.NullMarked;
