package dev.mcpsentry.sentry;

import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.telemetry.propagation.SentryHead;
import dev.mcpsentry.telemetry.propagation.SentryPropagation;

/**
 * Publishes what outgoing requests carry for Sentry, as system properties: whoever writes them
 * lives beside the application and cannot see the bridge. The DSN itself stays here; a Sentry SDK
 * in the application would take {@code sentry.dsn} for its own.
 */
final class PropagationHead {

  private PropagationHead() {}

  static void publish(BridgeOptions options) {
    System.setProperty(SentryPropagation.BAGGAGE_PROPERTY, entries(options));
    System.setProperty(
        SentryPropagation.RATE_PROPERTY, Double.toString(options.tracesSampleRate()));
    System.setProperty(SentryPropagation.TARGETS_PROPERTY, options.tracePropagationTargets());
  }

  /** The entries of Sentry's dynamic sampling context that every trace of the process shares. */
  static String entries(BridgeOptions options) {
    StringBuilder entries =
        new StringBuilder("sentry-public_key=").append(options.dsn().publicKey());
    entries.append(",sentry-environment=").append(SentryHead.encoded(options.environment()));
    if (options.release() != null) {
      entries.append(",sentry-release=").append(SentryHead.encoded(options.release()));
    }
    if (options.dsn().organization() != null) {
      entries.append(",sentry-org_id=").append(options.dsn().organization());
    }
    return entries.append(",sentry-sample_rate=").append(options.tracesSampleRate()).toString();
  }
}
