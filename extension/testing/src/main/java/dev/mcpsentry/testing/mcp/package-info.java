/**
 * What an MCP server must look like in spans and metrics, whatever library it is built with. Test
 * code, run under the agent-for-testing.
 */
@NullMarked
package dev.mcpsentry.testing.mcp;

import org.jspecify.annotations.NullMarked;
