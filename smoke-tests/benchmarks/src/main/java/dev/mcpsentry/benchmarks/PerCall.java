package dev.mcpsentry.benchmarks;

/**
 * What one call makes of traffic, rounded to what is printed, so that a reader can follow.
 *
 * @param spans and transactions, which are a span each; two decimals
 * @param posts requests to the ingest; four decimals, as batches make them few
 * @param bytes of their bodies, as they were on the wire
 */
record PerCall(double spans, double posts, long bytes) {

  /** Each span stands for its share of requests and bytes, those before the first call too. */
  static PerCall of(Sent sent) {
    double spans = (double) (sent.arrived() - Sent.FIRST_SPANS) / sent.calls();
    double share = spans / sent.arrived();
    return new PerCall(
        rounded(spans, 100),
        rounded(sent.posts() * share, 10_000),
        Math.round(sent.bytes() * share));
  }

  private static double rounded(double value, int parts) {
    return (double) Math.round(value * parts) / parts;
  }
}
