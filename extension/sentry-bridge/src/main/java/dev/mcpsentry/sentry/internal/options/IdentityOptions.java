package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.telemetry.options.UserIdSource;

/**
 * What is told of who asks.
 *
 * @param source who says who the user is
 */
public record IdentityOptions(UserIdSource source) {

  public static final IdentityOptions DEFAULT = new IdentityOptions(UserIdSource.OFF);
}
