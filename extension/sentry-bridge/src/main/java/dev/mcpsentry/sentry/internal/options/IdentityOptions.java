package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.telemetry.options.UserIdSource;

/**
 * What is told of who asks, and by whose names.
 *
 * @param source who says who the user is
 * @param agentCatFields whether AgentCat's names go along
 */
public record IdentityOptions(UserIdSource source, boolean agentCatFields) {

  public static final IdentityOptions DEFAULT = new IdentityOptions(UserIdSource.OFF, false);
}
