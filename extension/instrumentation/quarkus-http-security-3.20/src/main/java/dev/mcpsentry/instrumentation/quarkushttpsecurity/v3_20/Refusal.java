package dev.mcpsentry.instrumentation.quarkushttpsecurity.v3_20;

import dev.mcpsentry.instrumentation.advice.RequestSpan;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.mcp.Marks;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says on the span of the HTTP request why it was refused. */
public final class Refusal {

  private static final StderrLog LOG = new StderrLog();
  private static final String CHALLENGE = "WWW-Authenticate";
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private Refusal() {}

  /** Quarkus will answer this, with one header. */
  public static void made(int status, @Nullable String challenge) {
    try {
      AccessError error = error(status, challenge);
      if (error != null) {
        Marks.put(RequestSpan.current(), error);
      }
    } catch (Throwable problem) {
      LOG.stepAside("Quarkus' refusals", problem);
    }
  }

  /** Quarkus will answer this, with several headers. */
  public static void made(int status, @Nullable Map<?, ?> headers) {
    try {
      made(status, challenge(headers));
    } catch (Throwable problem) {
      LOG.stepAside("Quarkus' refusals", problem);
    }
  }

  static @Nullable String challenge(@Nullable Map<?, ?> headers) {
    if (headers != null) {
      for (Map.Entry<?, ?> header : headers.entrySet()) {
        if (CHALLENGE.equalsIgnoreCase(String.valueOf(header.getKey()))
            && header.getValue() instanceof String challenge) {
          return challenge;
        }
      }
    }
    return null;
  }

  /** Null where nobody is refused: browsers are sent to a page to sign in. */
  static @Nullable AccessError error(int status, @Nullable String challenge) {
    if (status != UNAUTHORIZED && status != FORBIDDEN) {
      return null;
    }
    AccessError told = challenge == null ? null : AccessError.ofChallenge(challenge);
    if (told != null) {
      return told;
    }
    return status == UNAUTHORIZED ? AccessError.MISSING : AccessError.FORBIDDEN;
  }
}
