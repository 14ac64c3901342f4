package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.telemetry.options.UserIdSource;
import java.util.List;

/**
 * What is told of who asks, and by whose names.
 *
 * @param source who says who the user is
 * @param claims what else of the user is told, by the names of a token's claims; empty unless
 *     personal data may leave
 * @param agentCatFields whether AgentCat's names go along
 */
public record IdentityOptions(UserIdSource source, List<String> claims, boolean agentCatFields) {

  public static final IdentityOptions DEFAULT =
      new IdentityOptions(UserIdSource.OFF, List.of(), false);
}
