package dev.mcpsentry.telemetry.propagation;

import dev.mcpsentry.telemetry.options.Codec;
import dev.mcpsentry.telemetry.options.PropagationOptions;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Sentry's SDKs send along with a request: {@code sentry-trace} and Sentry's entries in {@code
 * baggage}, its dynamic sampling context: that of the trace's head as it came, or our own. Only to
 * the peers that the propagation targets name, by the rule of Sentry's Java SDK: a part of the URL
 * or a pattern for the whole of it.
 */
final class SentryPropagation {

  private static final String BAGGAGE = "baggage";
  private static final int MAX_NAME_CHARS = 200;

  private final boolean isOn;
  private final String entries;
  private final @Nullable String ownOrg;
  private final SentrySampling sampling;
  private final boolean uniform;
  private final List<Target> targets;
  private final Redaction redaction;

  SentryPropagation(PropagationOptions options, Redaction redaction) {
    this.isOn = options.isOn();
    this.entries = Codec.BAGGAGE.text(options.baggage());
    this.ownOrg = ownOrg(options);
    this.redaction = redaction;
    this.sampling = new SentrySampling(options.sampleRate());
    this.uniform = options.uniform();
    this.targets =
        Arrays.stream(options.targets().split(","))
            .map(String::trim)
            .filter(target -> !target.isEmpty())
            .map(Target::of)
            .toList();
  }

  /** Whether anything is sent along to the peer. */
  boolean isFor(String url) {
    return isOn && targets.stream().anyMatch(target -> target.matches(url));
  }

  /** Sentry's id of the organization that we send to; null when unknown. */
  static @Nullable String ownOrg(PropagationOptions options) {
    return options.baggage().get(SentryHead.ORG_ID);
  }

  /**
   * Adds to what the configured propagators wrote. Entries that they took from somebody else's
   * trace, or would carry to somebody who is no target, go.
   *
   * @param transaction what began the trace, if that was here; null when unknown
   */
  void inject(
      Context context, @Nullable String transaction, Map<String, String> carrier, String url) {
    if (!isOn || carrier.containsKey(SentryTrace.KEY)) {
      return;
    }
    String theirs = withoutSentry(carrier.get(BAGGAGE));
    String ours = "";
    if (isFor(url)) {
      SpanContext span = Span.fromContext(context).getSpanContext();
      SentryHead head = SentryHead.of(Baggage.fromContext(context), span.getTraceId(), ownOrg);
      SentryDecision decision = decision(span, head);
      carrier.put(SentryTrace.KEY, SentryTrace.text(span, decision));
      ours = head == null ? own(span, decision, transaction) : passedOn(head);
    }
    String both = theirs + (theirs.isEmpty() || ours.isEmpty() ? "" : ",") + ours;
    if (both.isEmpty()) {
      carrier.remove(BAGGAGE);
    } else {
      carrier.put(BAGGAGE, both);
    }
  }

  // what OpenTelemetry dropped here, nobody below can make whole; the head's word stays its own
  private SentryDecision decision(SpanContext span, @Nullable SentryHead head) {
    SentryDecision word = head == null ? SentryDecision.DEFERRED : head.decision();
    if (word != SentryDecision.DEFERRED) {
      return word;
    }
    if (!span.isSampled()) {
      return SentryDecision.UNSAMPLED;
    }
    // what becomes of a trace of ours may depend on how it ends; its random number is told
    if (!uniform) {
      return SentryDecision.DEFERRED;
    }
    return sampling.isSampled(span.getTraceId(), head)
        ? SentryDecision.SAMPLED
        : SentryDecision.UNSAMPLED;
  }

  private String own(SpanContext span, SentryDecision decision, @Nullable String transaction) {
    String named =
        transaction == null
            ? ""
            : ",sentry-transaction="
                + SentryHead.encoded(redaction.text(transaction, MAX_NAME_CHARS));
    return entries
        + named
        + ",sentry-trace_id="
        + span.getTraceId()
        + (decision == SentryDecision.DEFERRED
            ? ""
            : ",sentry-sampled=" + (decision == SentryDecision.SAMPLED))
        + ",sentry-sample_rand="
        + SentrySampling.text(SentrySampling.rand(span.getTraceId()));
  }

  private String passedOn(SentryHead head) {
    return head.isComplete() ? head.redacted(redaction).members() : "";
  }

  private static String withoutSentry(@Nullable String baggage) {
    return baggage == null
        ? ""
        : Arrays.stream(baggage.split(","))
            .filter(member -> !SentryHead.isPart(member.split("=", 2)[0].trim()))
            .collect(Collectors.joining(","));
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
