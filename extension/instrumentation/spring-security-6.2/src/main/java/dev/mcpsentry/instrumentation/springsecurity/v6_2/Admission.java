package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import dev.mcpsentry.instrumentation.advice.RequestSpan;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.mcp.Marks;
import dev.mcpsentry.telemetry.semconv.AppAttributes;

/** Says on the span of an HTTP request by what its caller was let in. */
public final class Admission {

  private static final StderrLog LOG = new StderrLog();

  private Admission() {}

  /** An API key was found to be somebody's. */
  public static void byStaticKey() {
    try {
      Marks.put(RequestSpan.current(), AppAttributes.APP_ACCESS_METHOD, "static");
    } catch (Throwable problem) {
      LOG.stepAside("API keys", problem);
    }
  }
}
