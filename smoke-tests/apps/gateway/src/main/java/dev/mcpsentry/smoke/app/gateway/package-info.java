/**
 * A server that is a client itself: its tools call another MCP server. Class path of the monitored
 * application.
 */
@NullMarked
package dev.mcpsentry.smoke.app.gateway;

import org.jspecify.annotations.NullMarked;
