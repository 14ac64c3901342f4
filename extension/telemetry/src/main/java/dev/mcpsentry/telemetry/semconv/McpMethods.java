package dev.mcpsentry.telemetry.semconv;

import java.util.Set;

/** Method names of the MCP revisions 2024-11-05 to 2026-07-28. */
public final class McpMethods {

  public static final String INITIALIZE = "initialize";
  public static final String TOOLS_CALL = "tools/call";
  public static final String PROMPTS_GET = "prompts/get";
  public static final String RESOURCES_READ = "resources/read";
  public static final String RESOURCES_SUBSCRIBE = "resources/subscribe";
  public static final String RESOURCES_UNSUBSCRIBE = "resources/unsubscribe";
  public static final String RESOURCES_UPDATED = "notifications/resources/updated";
  public static final String CANCELLED = "notifications/cancelled";
  public static final String PROGRESS = "notifications/progress";
  public static final String MESSAGE = "notifications/message";
  public static final String COMPLETION_COMPLETE = "completion/complete";
  public static final String PING = "ping";
  public static final String TOOLS_LIST = "tools/list";
  public static final String PROMPTS_LIST = "prompts/list";

  /** Since 2026-07-28, whose clients ask it of every server before they fall back. */
  public static final String SERVER_DISCOVER = "server/discover";

  private static final Set<String> KNOWN =
      Set.of(
          INITIALIZE,
          TOOLS_CALL,
          PROMPTS_GET,
          RESOURCES_READ,
          RESOURCES_SUBSCRIBE,
          RESOURCES_UNSUBSCRIBE,
          RESOURCES_UPDATED,
          COMPLETION_COMPLETE,
          PING,
          TOOLS_LIST,
          PROMPTS_LIST,
          "resources/list",
          "resources/templates/list",
          "logging/setLevel",
          "sampling/createMessage",
          "elicitation/create",
          "roots/list",
          // tasks: since 2025-11-25
          "tasks/get",
          "tasks/list",
          "tasks/result",
          "tasks/cancel",
          "notifications/tasks/status",
          // since 2026-07-28
          SERVER_DISCOVER,
          "subscriptions/listen",
          "tasks/update",
          "notifications/subscriptions/acknowledged",
          "notifications/elicitation/complete",
          "notifications/initialized",
          CANCELLED,
          PROGRESS,
          MESSAGE,
          "notifications/tools/list_changed",
          "notifications/prompts/list_changed",
          "notifications/resources/list_changed",
          "notifications/roots/list_changed");

  private McpMethods() {}

  /** Whether a revision of the protocol defines the method; anything else is a caller's word. */
  public static boolean isKnown(String method) {
    return KNOWN.contains(method);
  }

  /** Whether the method is one of the resource methods that name a {@code uri}. */
  public static boolean namesResource(String method) {
    return switch (method) {
      case RESOURCES_READ, RESOURCES_SUBSCRIBE, RESOURCES_UNSUBSCRIBE, RESOURCES_UPDATED -> true;
      default -> false;
    };
  }
}
