package dev.mcpsentry.telemetry.propagation;

import io.opentelemetry.api.trace.SpanContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What Sentry's SDKs send along with a request: {@code sentry-trace} and Sentry's entries in {@code
 * baggage}, its dynamic sampling context. Only to the peers that the propagation targets name, by
 * the rule of Sentry's Java SDK: a part of the URL or a pattern for the whole of it.
 */
public final class SentryPropagation {

  /**
   * The system property by which whoever sends to Sentry says what the entries are: those that are
   * the same for every trace, as a {@code baggage} value. Without it nothing is sent along.
   */
  public static final String BAGGAGE_PROPERTY = "mcp.sentry.propagation.baggage";

  /** The system property with the sample rate, 0.0 to 1.0. */
  public static final String RATE_PROPERTY = "mcp.sentry.propagation.rate";

  /** The system property with the propagation targets, with commas. */
  public static final String TARGETS_PROPERTY = "mcp.sentry.propagation.targets";

  private static final String BAGGAGE = "baggage";

  private final @Nullable String entries;
  private final SentrySampling sampling;
  private final List<Target> targets;

  private SentryPropagation(@Nullable String entries, double rate, String targets) {
    this.entries = entries;
    this.sampling = new SentrySampling(rate);
    this.targets =
        Arrays.stream(targets.split(","))
            .map(String::trim)
            .filter(target -> !target.isEmpty())
            .map(Target::of)
            .toList();
  }

  static SentryPropagation fromProcess() {
    return of(
        System.getProperty(BAGGAGE_PROPERTY),
        System.getProperty(RATE_PROPERTY, "1.0"),
        System.getProperty(TARGETS_PROPERTY, ".*"));
  }

  static SentryPropagation of(@Nullable String entries, String rate, String targets) {
    double share;
    try {
      share = Double.parseDouble(rate);
    } catch (NumberFormatException e) {
      share = 1;
    }
    return new SentryPropagation(entries, share, targets);
  }

  /** Whether anything is sent along to the peer. */
  boolean isFor(String url) {
    return entries != null && targets.stream().anyMatch(target -> target.matches(url));
  }

  /** Adds to what the configured propagators wrote; keeps what is there. */
  void inject(SpanContext span, Map<String, String> carrier, String url) {
    if (!isFor(url)) {
      return;
    }
    boolean sampled = span.isSampled() && sampling.isSampled(span.getTraceId());
    carrier.putIfAbsent(
        "sentry-trace", span.getTraceId() + "-" + span.getSpanId() + (sampled ? "-1" : "-0"));
    String ours =
        entries
            + ",sentry-trace_id="
            + span.getTraceId()
            + ",sentry-sampled="
            + sampled
            + ",sentry-sample_rand="
            + String.format(Locale.ROOT, "%.6f", SentrySampling.rand(span.getTraceId()));
    String theirs = carrier.get(BAGGAGE);
    if (theirs == null || theirs.isEmpty()) {
      carrier.put(BAGGAGE, ours);
    } else if (!theirs.contains("sentry-trace_id=")) {
      carrier.put(BAGGAGE, theirs + "," + ours);
    }
  }

  private record Target(String part, @Nullable Pattern whole) {

    static Target of(String text) {
      try {
        return new Target(text, Pattern.compile(text));
      } catch (PatternSyntaxException e) {
        return new Target(text, null);
      }
    }

    boolean matches(String url) {
      return url.contains(part) || (whole != null && whole.matcher(url).matches());
    }
  }
}
