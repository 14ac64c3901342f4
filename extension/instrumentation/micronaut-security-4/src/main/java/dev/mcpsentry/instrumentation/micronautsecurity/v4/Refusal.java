package dev.mcpsentry.instrumentation.micronautsecurity.v4;

import dev.mcpsentry.instrumentation.advice.RequestSpan;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.mcp.Marks;
import io.micronaut.security.authentication.Authentication;
import org.jspecify.annotations.Nullable;

/** Says on the span of the HTTP request why it was refused. */
public final class Refusal {

  private static final StderrLog LOG = new StderrLog();

  private Refusal() {}

  /**
   * Micronaut refuses.
   *
   * @param authentication who may not, or null for whoever has to sign in first
   */
  public static void of(@Nullable Authentication authentication) {
    try {
      Marks.put(RequestSpan.current(), error(authentication));
    } catch (Throwable problem) {
      LOG.stepAside("Micronaut's refusals", problem);
    }
  }

  static AccessError error(@Nullable Authentication authentication) {
    return authentication == null ? AccessError.MISSING : AccessError.FORBIDDEN;
  }
}
