package dev.mcpsentry.smoke.app.authorization;

import java.util.UUID;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

/** Whom the server knows before anybody registers. */
public final class Clients {

  private Clients() {}

  /** May register others: this release has no open registration. */
  public static RegisteredClient registrar() {
    return RegisteredClient.withId(UUID.randomUUID().toString())
        .clientId("registrar")
        .clientSecret("{noop}opens the door")
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scope("client.create")
        .build();
  }

  /** Known by where its metadata is, which the library itself never fetches. */
  public static RegisteredClient byDocument() {
    return RegisteredClient.withId(UUID.randomUUID().toString())
        .clientId("https://cursor.example/client.json")
        .clientName("Cursor at the desk")
        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri("http://127.0.0.1/callback")
        .scope("skill:triage")
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(true)
                .build())
        .build();
  }
}
