package dev.mcpsentry.sentry.internal.options;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lets the agent's HTTP servers tell the challenge of an answer that refuses somebody, besides
 * whatever the user wants told. His own exporters see it too.
 */
public final class ChallengeDefaults {

  private static final String CAPTURED =
      "otel.instrumentation.http.server.capture-response-headers";
  private static final String CHALLENGE = "www-authenticate";

  private ChallengeDefaults() {}

  /** The properties to add; none where the user asks for the header himself. */
  public static Map<String, String> of(ConfigProperties config) {
    List<String> captured = config.getList(CAPTURED);
    if (captured.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(CHALLENGE))) {
      return Map.of();
    }
    List<String> all = new ArrayList<>(captured);
    all.add(CHALLENGE);
    return Map.of(CAPTURED, String.join(",", all));
  }
}
