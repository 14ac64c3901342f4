package dev.mcpsentry.telemetry.mcp;

import org.jspecify.annotations.Nullable;

/** What an implementation says of itself: MCP's {@code Implementation}. Self-reported. */
public record McpPeer(@Nullable String name, @Nullable String version, @Nullable String title) {}
