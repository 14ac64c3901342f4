package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import dev.mcpsentry.instrumentation.advice.RequestSpan;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.mcp.Marks;
import org.jspecify.annotations.Nullable;

/** Says on the span of an HTTP request which header it was refused for. */
public final class TransportSecurity {

  private static final StderrLog LOG = new StderrLog();

  private TransportSecurity() {}

  /**
   * A transport refuses a request.
   *
   * @param message why, in the SDK's words; another's checks may have others, or null
   */
  public static void refused(@Nullable String message) {
    try {
      AccessError error = of(message);
      if (error != null) {
        Marks.put(RequestSpan.current(), error);
      }
    } catch (Throwable problem) {
      LOG.stepAside("refused headers", problem);
    }
  }

  static @Nullable AccessError of(@Nullable String message) {
    if (message == null) {
      return null;
    }
    if (message.contains("Origin header")) {
      return AccessError.ORIGIN;
    }
    return message.contains("Host header") ? AccessError.HOST : null;
  }
}
