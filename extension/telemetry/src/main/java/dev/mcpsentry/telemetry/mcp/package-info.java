/**
 * The model of an MCP operation and the span and metrics it becomes. Runs beside the application.
 */
@NullMarked
package dev.mcpsentry.telemetry.mcp;

import org.jspecify.annotations.NullMarked;
