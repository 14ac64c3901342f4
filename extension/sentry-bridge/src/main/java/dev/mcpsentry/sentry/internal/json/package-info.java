/** JSON as bytes. Runs in the extension class loader. */
@NullMarked
package dev.mcpsentry.sentry.internal.json;

import org.jspecify.annotations.NullMarked;
