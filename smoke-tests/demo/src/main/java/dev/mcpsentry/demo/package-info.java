/**
 * The demonstration: drives real MCP servers under the agent and shows what Sentry got from them.
 * Runs in a JVM of its own, without the agent.
 */
@NullMarked
package dev.mcpsentry.demo;

import org.jspecify.annotations.NullMarked;
