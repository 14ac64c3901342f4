package dev.mcpsentry.smoke.query;

import java.util.Arrays;
import java.util.Locale;

/** What is searched, by the names of Sentry's events API. */
public enum Dataset {
  ERRORS("errors"),
  LOGS("logs"),
  SPANS("spans"),
  METRICS("tracemetrics"),
  /** Release health; not searched here, as it has no attributes of ours. */
  RELEASES("releases");

  private final String sentryName;

  Dataset(String sentryName) {
    this.sentryName = sentryName;
  }

  /** As Sentry spells it. */
  public String sentryName() {
    return sentryName;
  }

  /**
   * The dataset of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Dataset of(String sentryName) {
    return Arrays.stream(values())
        .filter(dataset -> dataset.sentryName.equals(sentryName.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No dataset " + sentryName));
  }
}
