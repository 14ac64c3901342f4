package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.mcp.McpDirection;
import dev.mcpsentry.telemetry.mcp.McpNotification;
import dev.mcpsentry.telemetry.mcp.McpSession;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Follows notifications in both directions. */
final class Notifications {

  private Notifications() {}

  static Mono<Void> received(
      McpSession session, McpSchema.JSONRPCNotification notification, Mono<Void> done) {
    return new WatchedMono<>(
        done,
        reactor ->
            new NotificationWatch(
                McpDirection.RECEIVED,
                // params() is a Map up to 0.8 and an Object since
                read(notification.method(), () -> RecordTree.fields(notification).get("params")),
                session,
                WatchedMono.openTelemetryContext(reactor)),
        SdkTelemetry.LOG);
  }

  static Mono<Void> sent(
      McpSession session, String method, @Nullable Object params, Mono<Void> done) {
    return new WatchedMono<>(
        done,
        reactor ->
            new NotificationWatch(
                McpDirection.SENT,
                read(method, () -> RecordTree.of(params)),
                session,
                WatchedMono.openTelemetryContext(reactor)),
        SdkTelemetry.LOG);
  }

  // only these have anything in them that is asked for
  private static McpNotification read(String method, Params params) {
    return switch (method) {
      case McpMethods.CANCELLED,
          McpMethods.PROGRESS,
          McpMethods.MESSAGE,
          McpMethods.RESOURCES_UPDATED ->
          new McpNotification(method, params.read());
      default -> new McpNotification(method, null);
    };
  }

  private interface Params {
    @Nullable Object read();
  }
}
