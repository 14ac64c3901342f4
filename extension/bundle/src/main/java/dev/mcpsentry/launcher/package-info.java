/**
 * What {@code java -jar mcp-sentry-agent.jar} runs. One class in Java 8 bytecode, alone at the root
 * of the agent jar, which every JVM with the agent has on its bootstrap class path.
 */
@NullMarked
package dev.mcpsentry.launcher;

import org.jspecify.annotations.NullMarked;
