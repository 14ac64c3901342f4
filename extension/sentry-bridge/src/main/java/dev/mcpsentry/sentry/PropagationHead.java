package dev.mcpsentry.sentry;

import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.telemetry.options.PropagationOptions;
import dev.mcpsentry.telemetry.options.SettingsWriter;
import dev.mcpsentry.telemetry.propagation.SentryHead;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Publishes what outgoing requests carry for Sentry. The DSN itself stays here; a Sentry SDK in the
 * application would take {@code sentry.dsn} for its own.
 */
final class PropagationHead {

  private PropagationHead() {}

  static void publish(BridgeOptions options) {
    of(options).publish(SettingsWriter.toProcess());
  }

  static PropagationOptions of(BridgeOptions options) {
    return new PropagationOptions(
        baggage(options),
        options.tracesSampleRate(),
        options.sampling().isUniform(),
        options.tracePropagationTargets());
  }

  private static Map<String, String> baggage(BridgeOptions options) {
    Map<String, String> baggage = new LinkedHashMap<>();
    baggage.put("sentry-public_key", options.dsn().publicKey());
    baggage.put("sentry-environment", SentryHead.encoded(options.environment()));
    String release = options.release().name();
    if (release != null) {
      baggage.put("sentry-release", SentryHead.encoded(release));
    }
    if (options.dsn().organization() != null) {
      baggage.put("sentry-org_id", options.dsn().organization());
    }
    if (options.sampling().isUniform()) {
      baggage.put("sentry-sample_rate", Double.toString(options.tracesSampleRate()));
    }
    return baggage;
  }
}
