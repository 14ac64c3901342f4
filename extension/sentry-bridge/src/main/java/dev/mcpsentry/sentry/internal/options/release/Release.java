package dev.mcpsentry.sentry.internal.options.release;

import dev.mcpsentry.telemetry.privacy.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * The release of the application.
 *
 * @param name by Sentry's rules, or null when nobody named one
 * @param source who did; empty when nobody
 * @param dist the distribution of the release, or null when there is none
 */
public record Release(@Nullable String name, String source, @Nullable String dist) {

  public static final Release NONE = new Release(null, "", null);

  /** The same as it may leave. */
  public Release redacted(Redaction redaction) {
    return name == null
        ? this
        : new Release(redaction.text(name), source, dist == null ? null : redaction.text(dist));
  }

  /** The same, in a distribution; none without a release. */
  public Release in(String distribution) {
    return name == null ? this : new Release(name, source, distribution);
  }

  /** As it is told to people: {@code shop@1.2 (from git.properties)}. */
  @Override
  public String toString() {
    return name == null ? "none" : name + " (from " + source + ")";
  }
}
