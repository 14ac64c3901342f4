package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.transport.Probe;
import dev.mcpsentry.telemetry.privacy.Redaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends what people can then look for: a transaction, an issue, a log and a metric.
 *
 * @param options as whom
 * @param probe the way to Sentry
 * @param redaction what is not told of what the server says
 */
record SendCheck(BridgeOptions options, Probe probe, Redaction redaction) implements Check {

  @Override
  public String name() {
    return "send";
  }

  @Override
  public List<Finding> findings() {
    Samples samples = new Samples(options, System.currentTimeMillis());
    List<Finding> findings = new ArrayList<>();
    for (Samples.Sample sample : samples.all()) {
      findings.add(finding(sample));
    }
    return findings;
  }

  private Finding finding(Samples.Sample sample) {
    Envelope envelope = sample.envelope();
    envelope.stamp(System.currentTimeMillis());
    try {
      Verdict verdict = Verdict.of(probe.post(envelope.bytes()), redaction);
      return verdict.finding(
          name(),
          sample.name() + " ",
          verdict.isTaken() ? List.of("find it in " + sample.search()) : List.of());
    } catch (IOException problem) {
      return Finding.fail(
          name(),
          sample.name() + " " + Problems.words(problem),
          Problems.remedy(problem, options.dsn().destination()));
    }
  }
}
