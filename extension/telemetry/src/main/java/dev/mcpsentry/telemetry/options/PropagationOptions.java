package dev.mcpsentry.telemetry.options;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What outgoing requests carry for Sentry. The bridge knows it, and whoever writes the requests
 * lives beside the application and cannot see the bridge.
 *
 * @param baggage the entries of Sentry's dynamic sampling context that every trace of the process
 *     shares, in their order, as members of a {@code baggage} header; empty when nobody sends to
 *     Sentry, and nothing is sent along then
 * @param sampleRate share of the traces that begin here, 0.0 to 1.0
 * @param uniform whether that is the share of each of them; else what becomes of one is not known
 *     yet when its requests leave
 * @param targets the peers that are sent it, with commas
 */
public record PropagationOptions(
    Map<String, String> baggage, double sampleRate, boolean uniform, String targets) {

  public PropagationOptions {
    baggage = Collections.unmodifiableMap(new LinkedHashMap<>(baggage));
  }

  /** What the bridge of this process published. */
  public static PropagationOptions fromProcess() {
    return of(SettingsReader.ofProcess());
  }

  static PropagationOptions of(SettingsReader settings) {
    return new PropagationOptions(
        settings.get(Settings.PROPAGATION_BAGGAGE),
        settings.get(Settings.PROPAGATION_RATE),
        settings.get(Settings.PROPAGATION_UNIFORM),
        settings.get(Settings.PROPAGATION_TARGETS));
  }

  /** Tells every class loader of the process. */
  public void publish(SettingsWriter settings) {
    settings.put(Settings.PROPAGATION_BAGGAGE, baggage);
    settings.put(Settings.PROPAGATION_RATE, sampleRate);
    settings.put(Settings.PROPAGATION_UNIFORM, uniform);
    settings.put(Settings.PROPAGATION_TARGETS, targets);
  }

  /** Whether somebody sends to Sentry. */
  public boolean isOn() {
    return !baggage.isEmpty();
  }
}
