package dev.mcpsentry.telemetry.propagation;

import org.jspecify.annotations.Nullable;

/**
 * Decides which traces Sentry gets: whoever began the trace has, and where that is this process,
 * the trace id does, so that every process with the same rate decides alike. The user's own sampler
 * is not touched.
 */
public final class SentrySampling {

  // W3C trace context level 2: the rightmost 56 bits are random
  private static final int FIRST_RANDOM_DIGIT = 18;
  // as many of them as a double holds
  private static final int UNUSED_BITS = 3;
  private static final double RANGE = 1L << 53;

  private final double rate;

  /**
   * @param rate share of traces, 0.0 to 1.0
   */
  public SentrySampling(double rate) {
    this.rate = rate;
  }

  /** The trace's random number, 0 inclusive to 1 exclusive, with Sentry's six decimals. */
  public static double rand(String traceId) {
    long bits = 0;
    for (int i = FIRST_RANDOM_DIGIT; i < 32; i++) {
      bits = (bits << 4) | Character.digit(traceId.charAt(i), 16);
    }
    return Math.floor((bits >>> UNUSED_BITS) / RANGE * 1_000_000) / 1_000_000;
  }

  /** {@link #rand} as it goes over the wire. */
  public static String text(double rand) {
    String millionths = Long.toString(Math.round(rand * 1_000_000));
    return "0." + "0".repeat(Math.max(0, 6 - millionths.length())) + millionths;
  }

  /**
   * @param head what the trace's head said; null when this process is the head
   */
  public boolean isSampled(String traceId, @Nullable SentryHead head) {
    return isSampled(rate, traceId, head);
  }

  /**
   * The same at a rate of its own.
   *
   * @param rate share of traces, 0.0 to 1.0
   * @param head what the trace's head said; null when this process is the head
   */
  public static boolean isSampled(double rate, String traceId, @Nullable SentryHead head) {
    return switch (head == null ? SentryDecision.DEFERRED : head.decision()) {
      case SAMPLED -> true;
      case UNSAMPLED -> false;
      case DEFERRED -> rate >= 1 || (rate > 0 && rand(traceId, head) < rate);
    };
  }

  private static double rand(String traceId, @Nullable SentryHead head) {
    Double given = head == null ? null : head.rand();
    return given == null ? rand(traceId) : given;
  }
}
