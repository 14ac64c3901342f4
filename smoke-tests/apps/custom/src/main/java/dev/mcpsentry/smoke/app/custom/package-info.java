/**
 * The examples of the documentation on custom instrumentation, as tools of one MCP server. Runs in
 * the application's class loader.
 */
@NullMarked
package dev.mcpsentry.smoke.app.custom;

import org.jspecify.annotations.NullMarked;
