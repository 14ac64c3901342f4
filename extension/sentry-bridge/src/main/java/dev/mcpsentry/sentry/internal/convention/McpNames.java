package dev.mcpsentry.sentry.internal.convention;

/**
 * By which names Sentry is told of MCP operations. Its MCP views read {@code gen_ai.tool.name},
 * {@code gen_ai.prompt.name}, {@code network.transport} and {@code gen_ai.tool.call.result} since
 * September 2026; {@code @sentry/conventions} 0.32 deprecates the rest of the older names.
 */
public enum McpNames {
  CURRENT,
  CURRENT_AND_OLDER;

  private static final String TOOL_RESULT_PREFIX = "mcp.tool.result.";

  public static McpNames of(boolean older) {
    return older ? CURRENT_AND_OLDER : CURRENT;
  }

  /** Whether an attribute of an MCP operation, or a tag of its issue, goes by such a name. */
  public boolean contain(String key) {
    return this == CURRENT_AND_OLDER || !isOlder(key);
  }

  private static boolean isOlder(String key) {
    return switch (key) {
      case "mcp.tool.name", "mcp.prompt.name", "mcp.request.id", "mcp.transport" -> true;
      default -> key.startsWith(TOOL_RESULT_PREFIX);
    };
  }
}
