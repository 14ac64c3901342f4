/**
 * A scripted MCP client that knows JSON-RPC and the four transports but no MCP library, so that it
 * can also say what no library would. Runs in the JVM of the test.
 */
@NullMarked
package dev.mcpsentry.smoke.mcp;

import org.jspecify.annotations.NullMarked;
