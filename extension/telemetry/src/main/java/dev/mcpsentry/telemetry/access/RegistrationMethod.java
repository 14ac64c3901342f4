package dev.mcpsentry.telemetry.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an OAuth client became known, by what its id looks like. */
public enum RegistrationMethod {
  /** Its id is where its metadata is. */
  CIMD,
  /** It registered. */
  DCR,
  UNKNOWN;

  private final String word = name().toLowerCase(Locale.ROOT);

  /**
   * @param clientId as the caller gave it, or null
   */
  public static RegistrationMethod of(@Nullable String clientId) {
    if (clientId == null || clientId.isBlank()) {
      return UNKNOWN;
    }
    if (clientId.regionMatches(true, 0, "https://", 0, "https://".length())) {
      return CIMD;
    }
    return clientId.contains("://") ? UNKNOWN : DCR;
  }

  /** As {@code app.client.registration.method}. */
  public String word() {
    return word;
  }
}
