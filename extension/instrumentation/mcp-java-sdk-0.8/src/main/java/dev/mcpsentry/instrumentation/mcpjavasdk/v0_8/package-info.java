/**
 * Both ends of the official MCP Java SDK, mcp 0.8.1 to mcp-core 2.1.0. Modules and type
 * instrumentations run in the extension class loader, everything else beside the application.
 */
@NullMarked
package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import org.jspecify.annotations.NullMarked;
