package dev.mcpsentry.sentry.internal.http;

import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizer;
import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizer.InstrumentationType;

/** Which agents tell of HTTP requests. */
public final class AgentFloor {

  /** The first that does. */
  public static final String VERSION = "2.22";

  private AgentFloor() {}

  /** Whether this one does. */
  public static boolean isReached() {
    try {
      return InstrumenterCustomizer.class.getMethod("hasType", InstrumentationType.class) != null;
    } catch (LinkageError | NoSuchMethodException olderAgent) {
      return false;
    }
  }
}
