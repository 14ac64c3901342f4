package dev.mcpsentry.instrumentation.springauthorizationserver.v1_5;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mcpsentry.telemetry.access.SkillScopes;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.oauth.OauthTelemetry;
import dev.mcpsentry.telemetry.options.AccessKeys;
import dev.mcpsentry.telemetry.options.UserIdSource;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** The library's own providers, with stores that are heard as the hooks hear them. */
class DecisionsTest {

  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  private static final String CODE = "the-code";
  private static final String REFRESH = "the-refresh-token";
  private static final String ACCESS = "the-access-token";
  private static final String REDIRECT = "https://client.example/callback";
  private static final Authentication ADA = new TestingAuthenticationToken("ada", "pw", "USER");

  private final RegisteredClient client = client("1", "client-one", "Claude Code");
  private final RegisteredClient other = client("2", "client-two", "Cursor");
  private final HeardGrants grants = new HeardGrants();
  private final HeardConsent consent = new HeardConsent();
  private final OAuth2TokenGenerator<?> tokens =
      new DelegatingOAuth2TokenGenerator(
          new OAuth2AccessTokenGenerator(), new OAuth2RefreshTokenGenerator());
  private Decisions decisions;

  @BeforeEach
  void start() {
    decisions =
        new Decisions(
            new OauthTelemetry(
                OTEL.getOpenTelemetry(),
                new UserMark(UserIdSource.PRINCIPAL, "", List.of()),
                new SkillScopes("skill:"),
                AccessKeys.ACCESS));
    AuthorizationServerContextHolder.setContext(new Context());
  }

  @AfterEach
  void noSecretWasTold() {
    AuthorizationServerContextHolder.resetContext();
    assertThat(OTEL.getLogRecords().toString() + OTEL.getMetrics())
        .doesNotContain(CODE, REFRESH, ACCESS, "client-one", "client-two", "grant-1");
  }

  @Test
  void refresh_isIssued_orRejectedForATokenThatIsDeadOrUnknown_orFails() {
    grants.keep(grant().build());
    ask(refreshes(tokens), refresh(client, REFRESH));
    assertThat(told())
        .containsExactly("app.oauth.token_exchange issued refreshable null claude-code lt_1h ada");

    ask(refreshes(tokens), refresh(client, "unknown"));
    ask(refreshes(tokens), refresh(other, REFRESH));
    ask(refreshes(context -> null), refresh(client, REFRESH));
    assertThat(told())
        .containsExactly(
            "app.oauth.token_exchange rejected null null claude-code unknown null",
            "app.oauth.token_exchange rejected refreshable null cursor lt_1h ada",
            "app.oauth.token_exchange failed refreshable null claude-code lt_1h ada");

    grants.keep(null);
    grants.fails = true;
    ask(refreshes(tokens), refresh(client, REFRESH));
    assertThat(told())
        .containsExactly("app.oauth.token_exchange failed null null claude-code unknown null");
  }

  @Test
  void codeThatIsShownTwice_endsTheGrantOnce() {
    OAuth2Authorization issued =
        grant().token(code(), data -> data.put(invalidated(), true)).build();
    grants.keep(issued);
    for (int i = 0; i < 3; i++) {
      ask(codes(), code(client));
    }
    assertThat(told())
        .containsExactly("app.oauth.grant_revoked null null code_replayed claude-code lt_1h ada");
  }

  @Test
  void codeOfSomebodyElse_endsNothing() {
    grants.keep(grant().token(code()).build());
    ask(codes(), code(other));
    assertThat(told()).isEmpty();
  }

  @Test
  void codeThatIsExchanged_isNoTokenExchange() {
    grants.keep(
        OAuth2Authorization.withRegisteredClient(client)
            .id("grant-1")
            .principalName("ada")
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .attribute(Principal.class.getName(), ADA)
            .attribute(OAuth2AuthorizationRequest.class.getName(), request())
            .token(code())
            .build());
    assertThat(ask(codes(), code(client))).isNotNull();
    assertThat(told()).isEmpty();
  }

  @Test
  void revocation_counts_once_andNotOfWhatNobodyKnows() {
    grants.keep(grant().build());
    ask(revocations(), revocation(client, "unknown"));
    ask(revocations(), revocation(other, REFRESH));
    assertThat(told()).isEmpty();

    ask(revocations(), revocation(client, REFRESH));
    ask(revocations(), revocation(client, REFRESH));
    assertThat(told())
        .containsExactly("app.oauth.grant_revoked null null client_request claude-code lt_1h ada");
  }

  @Test
  void consent_isAskedFor_given_refused_andTakenBack() {
    RegisteredClientRepository clients = new InMemoryRegisteredClientRepository(client);
    ClientNames.found(client);
    AuthenticationProvider requests =
        new OAuth2AuthorizationCodeRequestAuthenticationProvider(clients, grants, consent);
    OAuth2AuthorizationConsentAuthenticationProvider answers =
        new OAuth2AuthorizationConsentAuthenticationProvider(clients, grants, consent);

    Authentication nobody = new TestingAuthenticationToken("nobody", "");
    nobody.setAuthenticated(false);
    ask(requests, authorize(nobody));
    assertThat(told()).isEmpty();

    ask(answers, consent(state(ask(requests, authorize(ADA)))));
    assertThat(told())
        .as("refused the first time: there was no grant to end")
        .containsExactly("app.oauth.consent_prompted null null null claude-code null ada");

    ask(answers, consent(state(ask(requests, authorize(ADA))), "skill:triage"));
    assertThat(told())
        .containsExactly(
            "app.oauth.consent_prompted null null null claude-code null ada",
            "app.oauth.consent_granted null null null claude-code null ada",
            "app.oauth.callback_completed null null null claude-code null ada",
            "app.consent.skill_granted triage null null claude-code null null");

    consent.givenBefore = Set.of("another");
    answers.setAuthorizationConsentCustomizer(
        context -> context.getAuthorizationConsent().authorities(Set::clear));
    ask(answers, consent(state(ask(requests, authorize(ADA)))));
    assertThat(told())
        .containsExactly(
            "app.oauth.consent_prompted null null null claude-code null ada",
            "app.oauth.grant_revoked null null consent_withdrawn claude-code unknown ada");
  }

  @Test
  void decisionInsideOfAnother_isPartOfIt() {
    ProviderCall outer = requireNonNull(ProviderCall.start());
    assertThat(ProviderCall.start()).isNull();
    outer.close();
    requireNonNull(ProviderCall.start()).close();
  }

  @Test
  void decisionThatCannotBeTold_costsNothing() {
    Authentication broken =
        new TestingAuthenticationToken("ada", "") {
          @Override
          public Object getPrincipal() {
            throw new IllegalStateException("nobody knows");
          }
        };
    ProviderCall call = requireNonNull(ProviderCall.start());
    assertThatCode(() -> call.end(refreshes(tokens), broken, broken, null))
        .doesNotThrowAnyException();
    requireNonNull(ProviderCall.start()).close();
  }

  private @Nullable Authentication ask(AuthenticationProvider provider, Authentication asked) {
    ProviderCall call = requireNonNull(ProviderCall.start());
    Authentication answered = null;
    Throwable thrown = null;
    try {
      answered = provider.authenticate(asked);
    } catch (RuntimeException refused) {
      thrown = refused;
    }
    call.close();
    try {
      decisions.made(provider.getClass().getSimpleName(), call, asked, answered, thrown);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    return answered;
  }

  /** What was told since the last time. */
  private static List<String> told() {
    List<String> told = OTEL.getLogRecords().stream().map(DecisionsTest::line).toList();
    OTEL.clearLogRecords();
    return told;
  }

  private static String line(LogRecordData record) {
    return String.join(
        " ",
        record.getEventName(),
        get(
            record,
            record.getEventName().endsWith("skill_granted")
                ? "app.consent.skill"
                : "app.access.refresh.outcome"),
        get(record, "app.access.grant.shape"),
        get(record, "app.access.grant.revoked_reason"),
        get(record, "app.client.family"),
        get(record, "app.access.upstream.expires_in_bucket"),
        get(record, "user.id"));
  }

  private static String get(LogRecordData record, String key) {
    return String.valueOf(record.getAttributes().get(AttributeKey.stringKey(key)));
  }

  private AuthenticationProvider refreshes(OAuth2TokenGenerator<?> generator) {
    return new OAuth2RefreshTokenAuthenticationProvider(grants, generator);
  }

  private AuthenticationProvider codes() {
    return new OAuth2AuthorizationCodeAuthenticationProvider(grants, tokens);
  }

  private AuthenticationProvider revocations() {
    return new OAuth2TokenRevocationAuthenticationProvider(grants);
  }

  private static Authentication refresh(RegisteredClient by, String token) {
    return new OAuth2RefreshTokenAuthenticationToken(token, signedIn(by), Set.of(), Map.of());
  }

  private static Authentication code(RegisteredClient by) {
    return new OAuth2AuthorizationCodeAuthenticationToken(CODE, signedIn(by), REDIRECT, Map.of());
  }

  private static Authentication revocation(RegisteredClient by, String token) {
    return new OAuth2TokenRevocationAuthenticationToken(token, signedIn(by), null);
  }

  private Authentication authorize(Authentication user) {
    return new OAuth2AuthorizationCodeRequestAuthenticationToken(
        "https://server.example/authorize",
        client.getClientId(),
        user,
        REDIRECT,
        "state-of-the-client",
        Set.of("skill:triage"),
        Map.of());
  }

  private Authentication consent(String state, String... scopes) {
    return new OAuth2AuthorizationConsentAuthenticationToken(
        "https://server.example/authorize",
        client.getClientId(),
        ADA,
        state,
        Set.of(scopes),
        Map.of());
  }

  private static String state(@Nullable Authentication prompt) {
    assertThat(prompt).isInstanceOf(OAuth2AuthorizationConsentAuthenticationToken.class);
    return ((OAuth2AuthorizationConsentAuthenticationToken) prompt).getState();
  }

  private static Authentication signedIn(RegisteredClient client) {
    return new OAuth2ClientAuthenticationToken(
        client, ClientAuthenticationMethod.CLIENT_SECRET_BASIC, "a secret");
  }

  private static RegisteredClient client(String id, String clientId, String name) {
    return RegisteredClient.withId(id)
        .clientId(clientId)
        .clientName(name)
        .clientSecret("a secret")
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
        .redirectUri(REDIRECT)
        .scope("skill:triage")
        .clientSettings(ClientSettings.builder().requireAuthorizationConsent(true).build())
        .tokenSettings(
            TokenSettings.builder().accessTokenFormat(OAuth2TokenFormat.REFERENCE).build())
        .build();
  }

  private OAuth2Authorization.Builder grant() {
    Instant now = Instant.now();
    return OAuth2Authorization.withRegisteredClient(client)
        .id("grant-1")
        .principalName("ada")
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .attribute(Principal.class.getName(), ADA)
        .attribute(OAuth2AuthorizationRequest.class.getName(), request())
        .accessToken(new OAuth2AccessToken(TokenType.BEARER, ACCESS, now, now.plusSeconds(60)))
        .refreshToken(new OAuth2RefreshToken(REFRESH, now, now.plusSeconds(1800)));
  }

  private static OAuth2AuthorizationCode code() {
    Instant now = Instant.now();
    return new OAuth2AuthorizationCode(CODE, now, now.plusSeconds(300));
  }

  private OAuth2AuthorizationRequest request() {
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri("https://server.example/authorize")
        .clientId(client.getClientId())
        .redirectUri(REDIRECT)
        .build();
  }

  private static String invalidated() {
    return OAuth2Authorization.Token.INVALIDATED_METADATA_NAME;
  }

  /** As the hook on services hears them. */
  private static final class HeardGrants implements OAuth2AuthorizationService {

    private OAuth2AuthorizationService kept = new InMemoryOAuth2AuthorizationService();
    private boolean fails;

    void keep(@Nullable OAuth2Authorization grant) {
      kept = new InMemoryOAuth2AuthorizationService();
      if (grant != null) {
        kept.save(grant);
      }
    }

    @Override
    public void save(OAuth2Authorization grant) {
      kept.save(grant);
      ProviderCall.saved(grant);
    }

    @Override
    public void remove(OAuth2Authorization grant) {
      kept.remove(grant);
    }

    @Override
    public OAuth2Authorization findById(String id) {
      return kept.findById(id);
    }

    @Override
    public OAuth2Authorization findByToken(String token, OAuth2TokenType type) {
      if (fails) {
        throw new IllegalStateException("the store is gone");
      }
      OAuth2Authorization found = kept.findByToken(token, type);
      ProviderCall.found(found);
      return found;
    }
  }

  /** As the hook on services hears them. */
  private static final class HeardConsent implements OAuth2AuthorizationConsentService {

    private final OAuth2AuthorizationConsentService kept =
        new InMemoryOAuth2AuthorizationConsentService();
    private Set<String> givenBefore = Set.of();

    @Override
    public void save(OAuth2AuthorizationConsent consent) {}

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
      kept.remove(consent);
      ProviderCall.consentRemoved();
    }

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String client, String principal) {
      if (givenBefore.isEmpty()) {
        return null;
      }
      OAuth2AuthorizationConsent.Builder consent =
          OAuth2AuthorizationConsent.withId(client, principal);
      givenBefore.forEach(consent::scope);
      return consent.build();
    }
  }

  /** What providers ask when they make tokens. */
  private static final class Context implements AuthorizationServerContext {

    @Override
    public String getIssuer() {
      return "https://server.example";
    }

    @Override
    public AuthorizationServerSettings getAuthorizationServerSettings() {
      return AuthorizationServerSettings.builder().build();
    }
  }
}
