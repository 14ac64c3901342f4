package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.telemetry.error.FailureClassifier;
import dev.mcpsentry.telemetry.error.McpFailure;
import dev.mcpsentry.telemetry.mcp.McpServerTelemetry;
import dev.mcpsentry.telemetry.mcp.McpSession;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Counts a notification; it gets no span. */
final class NotificationWatch implements Watch<Object> {

  private final McpServerTelemetry telemetry;
  private final McpSession session;
  private final String method;
  private final Context context = Context.current();
  private final long startNanos = System.nanoTime();

  NotificationWatch(McpServerTelemetry telemetry, McpSession session, String method) {
    this.telemetry = telemetry;
    this.session = session;
    this.method = method;
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public void next(Object value) {}

  @Override
  public void failed(Throwable problem) {
    count(FailureClassifier.thrown(problem));
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
    telemetry.notified(method, session, failure, System.nanoTime() - startNanos);
  }
}
