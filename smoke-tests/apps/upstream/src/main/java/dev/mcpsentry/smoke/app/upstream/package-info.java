/**
 * A server that calls its client back, on the official SDK; it also offers what the conformance
 * suite of MCP asks for. Class path of the monitored application.
 */
@NullMarked
package dev.mcpsentry.smoke.app.upstream;

import org.jspecify.annotations.NullMarked;
