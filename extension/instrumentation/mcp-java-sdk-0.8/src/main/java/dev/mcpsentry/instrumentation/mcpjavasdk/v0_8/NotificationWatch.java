package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.mcp.McpDirection;
import dev.mcpsentry.telemetry.mcp.McpNotification;
import dev.mcpsentry.telemetry.mcp.McpSession;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Counts a notification; it gets no span. */
final class NotificationWatch implements Watch<Object> {

  private final McpDirection direction;
  private final McpNotification notification;
  private final McpSession session;
  private final Context context;
  private final long startNanos = System.nanoTime();
  private final AtomicBoolean counted = new AtomicBoolean();

  NotificationWatch(
      McpDirection direction, McpNotification notification, McpSession session, Context context) {
    this.direction = direction;
    this.notification = notification;
    this.session = session;
    this.context = context;
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public void next(Object value) {}

  @Override
  public void failed(Throwable problem) {
    count(
        direction == McpDirection.SENT
            ? FailureClassifier.unanswered(problem)
            : FailureClassifier.thrown(problem));
  }

  @Override
  public void completed() {
    count(null);
  }

  @Override
  public void cancelled() {
    count(FailureClassifier.cancelled());
  }

  private void count(@Nullable McpFailure failure) {
    if (counted.compareAndSet(false, true)) {
      SdkTelemetry.TELEMETRY.notified(
          direction, notification, session, context, failure, System.nanoTime() - startNanos);
    }
  }
}
