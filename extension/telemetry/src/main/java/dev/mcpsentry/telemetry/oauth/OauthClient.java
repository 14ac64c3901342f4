package dev.mcpsentry.telemetry.oauth;

import dev.mcpsentry.telemetry.access.RegistrationMethod;
import dev.mcpsentry.telemetry.mcp.ClientFamily;
import org.jspecify.annotations.Nullable;

/**
 * A client of an authorization server.
 *
 * @param id its {@code client_id}, or null; never told
 * @param name the name it registered with, or null; never told
 * @param userAgent of the request, or null
 */
public record OauthClient(@Nullable String id, @Nullable String name, @Nullable String userAgent) {

  /** The family where a browser asks on the client's behalf: by the name alone. */
  String familyByName() {
    return ClientFamily.ofName(name);
  }

  /** The family where the client itself asks. */
  String family() {
    return ClientFamily.of(userAgent, name);
  }

  /** As {@code app.client.registration.method}. */
  String registrationMethod() {
    return RegistrationMethod.of(id).word();
  }
}
