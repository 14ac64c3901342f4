package dev.mcpsentry.instrumentation.springauthorizationserver.v1_5;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

class ClientNamesTest {

  @Test
  void tokenBelongsToTheFirstClientThatItsClaimsNameAndTheServerKnows() {
    ClientNames.found(client("one", "One"));
    ClientNames.found(client("two", "Two"));

    assertThat(TokenClient.name(Map.of("aud", List.of("https://mcp.example", "one"))))
        .isEqualTo("One");
    assertThat(TokenClient.name(Map.of("azp", "two", "aud", "one"))).isEqualTo("Two");
    assertThat(TokenClient.name(Map.of("client_id", "nobody", "azp", 7, "aud", List.of())))
        .isNull();
    assertThat(TokenClient.name(Map.of())).isNull();
  }

  @Test
  void whatIsRemembered_isBounded() {
    for (int i = 0; i < 10_000; i++) {
      ClientNames.found(client("client-" + i, "x".repeat(10_000)));
    }
    ClientNames.found(client("i".repeat(100_000), "Huge"));
    ClientNames.found("no client");
    ClientNames.found(null);

    assertThat(ClientNames.of("client-9999")).hasSize(64);
    assertThat(ClientNames.of("client-8999")).as("a thousand before").isNull();
    assertThat(ClientNames.of("i".repeat(100_000))).isNull();
    assertThat(ClientNames.of(null)).isNull();
  }

  private static RegisteredClient client(String id, String name) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .clientName(name)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .build();
  }
}
