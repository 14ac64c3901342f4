package dev.mcpsentry.telemetry.propagation;

/**
 * Decides by trace id which traces Sentry gets, so that every process of a trace that uses the same
 * rate decides alike. The user's own sampler is not touched.
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

  public boolean isSampled(String traceId) {
    return rate >= 1 || (rate > 0 && rand(traceId) < rate);
  }
}
