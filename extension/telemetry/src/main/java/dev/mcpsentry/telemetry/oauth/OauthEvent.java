package dev.mcpsentry.telemetry.oauth;

/**
 * What is counted of an authorization server. Names and rules are those of Sentry's own MCP server,
 * as of August 2026.
 */
public enum OauthEvent {
  /** A client registered. */
  REGISTER("app.oauth.register"),
  /** Somebody was asked for consent. */
  CONSENT_PROMPTED("app.oauth.consent_prompted"),
  /** And gave it. */
  CONSENT_GRANTED("app.oauth.consent_granted"),
  /** A client was issued an authorization code. */
  CALLBACK_COMPLETED("app.oauth.callback_completed"),
  /** A refresh token was shown; no other grant counts. */
  TOKEN_EXCHANGE("app.oauth.token_exchange"),
  /** A grant that there was has ended. */
  GRANT_REVOKED("app.oauth.grant_revoked"),
  /** With an authorization code a skill was granted, once for each. */
  SKILL_GRANTED("app.consent.skill_granted");

  /** What those begin with that tell users. */
  public static final String USERS_PREFIX = "app.oauth.";

  private final String metric;

  OauthEvent(String metric) {
    this.metric = metric;
  }

  /** The name of the metric, and of the event that is counted. */
  public String metric() {
    return metric;
  }
}
