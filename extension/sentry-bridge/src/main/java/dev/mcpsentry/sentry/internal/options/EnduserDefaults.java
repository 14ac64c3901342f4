package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.options.UserIdSource;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.Map;

/**
 * Lets the agent's own instrumentations of servlets and Spring Security say who asks, for whoever
 * wants it told. What the user says of it stays as it is.
 */
public final class EnduserDefaults {

  private EnduserDefaults() {}

  /** The properties to add; none unless the principal is wanted. */
  public static Map<String, String> of(ConfigProperties config, UserIdSource source) {
    String property = Settings.ENDUSER_ID.property();
    String given = config.getString(property);
    return source.kind() == UserIdSource.Kind.PRINCIPAL && (given == null || given.isBlank())
        ? Map.of(property, "true")
        : Map.of();
  }
}
