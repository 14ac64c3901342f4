package dev.mcpsentry.instrumentation.springauthorizationserver.v1_5;

import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.mcp.AmbientSpan;
import dev.mcpsentry.telemetry.oauth.Grant;
import dev.mcpsentry.telemetry.oauth.OauthClient;
import dev.mcpsentry.telemetry.oauth.OauthTelemetry;
import dev.mcpsentry.telemetry.oauth.RefreshOutcome;
import dev.mcpsentry.telemetry.oauth.RevokedReason;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * What each decision of the server means. Tokens and codes are compared and looked under, and never
 * told.
 */
final class Decisions {

  static final Decisions INSTANCE = new Decisions(OauthTelemetry.ofProcess());

  private static final String ACCESS_DENIED = "access_denied";
  private static final String INVALID_GRANT = "invalid_grant";
  private static final String SERVER_ERROR = "server_error";

  private final OauthTelemetry telemetry;

  Decisions(OauthTelemetry telemetry) {
    this.telemetry = telemetry;
  }

  /**
   * Tells what was decided.
   *
   * @param provider the simple name of the class that did
   */
  void made(
      String provider,
      ProviderCall call,
      @Nullable Object asked,
      @Nullable Object answered,
      @Nullable Throwable thrown)
      throws ReflectiveOperationException {
    Span request = LocalRootSpan.current();
    request.setAttribute(McpAttributes.MCP_SENTRY_OAUTH, true);
    OAuth2Error error =
        thrown instanceof OAuth2AuthenticationException refused ? refused.getError() : null;
    AccessError told =
        error == null ? null : AccessError.ofOAuth(error.getErrorCode(), error.getDescription());
    if (told != null) {
      told.mark(request);
    }
    String userAgent = new AmbientSpan(request).get(McpAttributes.USER_AGENT_ORIGINAL);
    switch (provider) {
      case "OAuth2ClientRegistrationAuthenticationProvider",
          "OidcClientRegistrationAuthenticationProvider" -> {
        if (answered != null && isRegistration(asked)) {
          telemetry.registered(userAgent);
        }
      }
      case "OAuth2AuthorizationCodeRequestAuthenticationProvider" -> authorize(answered, userAgent);
      case "OAuth2AuthorizationConsentAuthenticationProvider" ->
          consent(call, answered, asked, error, userAgent);
      case "OAuth2RefreshTokenAuthenticationProvider" ->
          refresh(call, client(asked, userAgent), answered, thrown, error, told);
      case "OAuth2AuthorizationCodeAuthenticationProvider" ->
          code(call, client(asked, userAgent), error);
      case "OAuth2TokenRevocationAuthenticationProvider" ->
          revoke(call, client(asked, userAgent), asked, answered);
      default -> {}
    }
  }

  // by name: one of the two classes came with 7.0
  private static boolean isRegistration(@Nullable Object asked)
      throws ReflectiveOperationException {
    try {
      return asked != null
          && asked.getClass().getMethod("getClientRegistration").invoke(asked) != null;
    } catch (InvocationTargetException theirs) {
      return false;
    }
  }

  private void authorize(@Nullable Object answered, @Nullable String userAgent) {
    if (answered instanceof OAuth2AuthorizationConsentAuthenticationToken prompt) {
      telemetry.consentPrompted(
          client(prompt.getClientId(), userAgent), name(prompt.getPrincipal()));
    } else {
      completed(answered, userAgent);
    }
  }

  private void consent(
      ProviderCall call,
      @Nullable Object answered,
      @Nullable Object asked,
      @Nullable OAuth2Error error,
      @Nullable String userAgent) {
    if (answered instanceof OAuth2AuthorizationCodeRequestAuthenticationToken granted
        && granted.getAuthorizationCode() != null) {
      telemetry.consentGranted(
          client(granted.getClientId(), userAgent), name(granted.getPrincipal()));
      completed(granted, userAgent);
    } else if (isError(error, ACCESS_DENIED)
        && call.isConsentRemoved()
        && asked instanceof OAuth2AuthorizationConsentAuthenticationToken withdrawal) {
      telemetry.revoked(
          client(withdrawal.getClientId(), userAgent),
          RevokedReason.CONSENT_WITHDRAWN,
          null,
          name(withdrawal.getPrincipal()));
    }
  }

  private void completed(@Nullable Object answered, @Nullable String userAgent) {
    if (answered instanceof OAuth2AuthorizationCodeRequestAuthenticationToken issued
        && issued.getAuthorizationCode() != null) {
      telemetry.callbackCompleted(
          client(issued.getClientId(), userAgent), issued.getScopes(), name(issued.getPrincipal()));
    }
  }

  private void refresh(
      ProviderCall call,
      OauthClient client,
      @Nullable Object answered,
      @Nullable Throwable thrown,
      @Nullable OAuth2Error error,
      @Nullable AccessError told) {
    OAuth2Authorization found = call.found();
    Grant grant = found == null ? null : grant(found);
    String user = found == null ? null : found.getPrincipalName();
    if (thrown != null) {
      RefreshOutcome outcome =
          error == null || isError(error, SERVER_ERROR)
              ? RefreshOutcome.FAILED
              : RefreshOutcome.REJECTED;
      telemetry.refreshed(client, outcome, told, grant, user);
    } else if (answered instanceof OAuth2AccessTokenAuthenticationToken issued && grant != null) {
      boolean refreshable = issued.getRefreshToken() != null;
      telemetry.refreshed(
          client,
          RefreshOutcome.ISSUED,
          null,
          new Grant(grant.id(), grant.issuedAt(), grant.expiresAt(), refreshable),
          user);
    }
  }

  // the same save, of a code alone, is another client's attempt and ends nothing
  private void code(ProviderCall call, OauthClient client, @Nullable OAuth2Error error) {
    OAuth2Authorization before = call.found();
    OAuth2Authorization after = call.saved();
    if (isError(error, INVALID_GRANT)
        && before != null
        && after != null
        && (isEnded(before.getRefreshToken(), after.getRefreshToken())
            || isEnded(before.getAccessToken(), after.getAccessToken()))) {
      telemetry.revoked(
          client, RevokedReason.CODE_REPLAYED, grant(before), before.getPrincipalName());
    }
  }

  private static boolean isEnded(
      OAuth2Authorization.@Nullable Token<?> before, OAuth2Authorization.@Nullable Token<?> after) {
    return before != null && after != null && !before.isInvalidated() && after.isInvalidated();
  }

  // of a token that nobody knows the server answers with the question
  private void revoke(
      ProviderCall call, OauthClient client, @Nullable Object asked, @Nullable Object answered) {
    OAuth2Authorization before = call.found();
    if (answered != null
        && answered != asked
        && before != null
        && asked instanceof OAuth2TokenRevocationAuthenticationToken revocation) {
      OAuth2Authorization.Token<OAuth2Token> token = before.getToken(revocation.getToken());
      if (token != null && !token.isInvalidated()) {
        telemetry.revoked(
            client, RevokedReason.CLIENT_REQUEST, grant(before), before.getPrincipalName());
      }
    }
  }

  private static Grant grant(OAuth2Authorization authorization) {
    OAuth2Authorization.Token<?> refresh = authorization.getRefreshToken();
    OAuth2Authorization.Token<?> token = refresh == null ? authorization.getAccessToken() : refresh;
    OAuth2Token dated = token == null ? null : token.getToken();
    return new Grant(
        authorization.getId(),
        dated == null ? null : dated.getIssuedAt(),
        dated == null ? null : dated.getExpiresAt(),
        refresh != null);
  }

  private static boolean isError(@Nullable OAuth2Error error, String code) {
    return error != null && code.equals(error.getErrorCode());
  }

  private static OauthClient client(@Nullable Object asked, @Nullable String userAgent) {
    Object principal =
        asked instanceof Authentication authentication ? authentication.getPrincipal() : null;
    RegisteredClient client =
        principal instanceof OAuth2ClientAuthenticationToken authenticated
            ? authenticated.getRegisteredClient()
            : null;
    return client == null
        ? new OauthClient(null, null, userAgent)
        : new OauthClient(client.getClientId(), client.getClientName(), userAgent);
  }

  private static OauthClient client(String clientId, @Nullable String userAgent) {
    return new OauthClient(clientId, ClientNames.of(clientId), userAgent);
  }

  private static @Nullable String name(@Nullable Object principal) {
    return principal instanceof Authentication somebody ? somebody.getName() : null;
  }
}
