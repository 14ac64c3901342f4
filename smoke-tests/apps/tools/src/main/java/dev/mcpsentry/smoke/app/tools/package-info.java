/**
 * What every demo MCP program offers, without a type of any MCP library. Class path of the
 * monitored application.
 */
@NullMarked
package dev.mcpsentry.smoke.app.tools;

import org.jspecify.annotations.NullMarked;
