package dev.mcpsentry.telemetry.semconv;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * What whoever is on call for a server asks for, beside MCP's own attributes. Names and values are
 * those of Sentry's own MCP server, as of August 2026, unless a key says otherwise. No key under
 * which values stand has <em>auth</em>, <em>token</em> or <em>key</em> in its name: Sentry's
 * default scrubbing would turn the value into {@code [Filtered]}.
 */
public final class AppAttributes {

  /** {@code mcp}, {@code oauth}, {@code chat}, {@code search}, or a group the user named. */
  public static final AttributeKey<String> APP_ROUTE_GROUP = stringKey("app.route.group");

  /** {@code 2xx} and so on. */
  public static final AttributeKey<String> APP_RESPONSE_STATUS_CLASS =
      stringKey("app.response.status_class");

  /** {@value #LOCAL_RATE_LIMIT}: a 429 that was made in this process. */
  public static final AttributeKey<String> APP_RESPONSE_REASON = stringKey("app.response.reason");

  /** {@code ip} or {@code user}: whose limit it was. */
  public static final AttributeKey<String> APP_RATE_LIMIT_SCOPE = stringKey("app.rate_limit.scope");

  /** Whole milliseconds, on the line of a request. */
  public static final AttributeKey<Long> APP_REQUEST_DURATION_MS =
      longKey("app.request.duration_ms");

  /** The name of the OAuth client as it registered. */
  public static final AttributeKey<String> APP_CLIENT_NAME = stringKey("app.client.name");

  /** {@link #APP_CLIENT_NAME}, by the name that Sentry's MCP server gave it before. */
  public static final AttributeKey<String> MCP_AUTH_CLIENT_NAME = stringKey("mcp.auth.client.name");

  /** {@code cimd}, {@code dcr} or {@code unknown}. */
  public static final AttributeKey<String> APP_CLIENT_REGISTRATION_METHOD =
      stringKey("app.client.registration.method");

  /** Prefix; what follows is a variable of the route's template. */
  public static final String APP_CONSTRAINT_PREFIX = "app.constraint.";

  /** A scope that is a skill, as it was granted. */
  public static final AttributeKey<String> APP_CONSENT_SKILL = stringKey("app.consent.skill");

  /** Prefix of a flag for each granted skill, which ends with {@code .granted}. */
  public static final String APP_CONSENT_SKILL_PREFIX = "app.consent.skill.";

  /** One of a configured list, or {@code other}. */
  public static final AttributeKey<String> APP_UTM_SOURCE = stringKey("app.utm_source");

  /** {@code sentry-docs}, {@code sentry}, {@code github}, {@code google} or {@code other}. */
  public static final AttributeKey<String> APP_REFERRER_FAMILY = stringKey("app.referrer.family");

  /** Prefix of what is told of who is let in. */
  public static final String APP_ACCESS_PREFIX = "app.access.";

  /** {@code grant}, {@code static}, {@code basic}, {@code session}, {@code mtls}, {@code none}. */
  public static final AttributeKey<String> APP_ACCESS_METHOD = stringKey("app.access.method");

  /** OAuth's error, where {@code invalid_token} is {@code invalid_access}. */
  public static final AttributeKey<String> APP_ACCESS_ERROR_CODE =
      stringKey("app.access.error.code");

  /** A word of a closed list for why. */
  public static final AttributeKey<String> APP_ACCESS_ERROR_REASON =
      stringKey("app.access.error.reason");

  /** What the {@code Authorization} header of a refused request looked like; never its value. */
  public static final AttributeKey<String> APP_ACCESS_REQUEST_HEADER_SHAPE =
      stringKey("app.access.request.header_shape");

  /** {@code issued}, {@code rejected}, {@code failed}, or what an upstream check made of it. */
  public static final AttributeKey<String> APP_ACCESS_REFRESH_OUTCOME =
      stringKey("app.access.refresh.outcome");

  /** {@code refreshable} or {@code access_only}. */
  public static final AttributeKey<String> APP_ACCESS_GRANT_SHAPE =
      stringKey("app.access.grant.shape");

  /** Why a grant ended. */
  public static final AttributeKey<String> APP_ACCESS_GRANT_REVOKED_REASON =
      stringKey("app.access.grant.revoked_reason");

  /** The status an upstream check was answered with, as a text. */
  public static final AttributeKey<String> APP_ACCESS_PROBE_STATUS_CODE =
      stringKey("app.access.probe.status_code");

  /** {@code rate_limit}, {@code server_error} or {@code unknown}. */
  public static final AttributeKey<String> APP_ACCESS_PROBE_REASON =
      stringKey("app.access.probe.reason");

  /** 8 hex digits of FNV-1a, on log records only. */
  public static final AttributeKey<String> APP_ACCESS_GRANT_ID_HASH =
      stringKey("app.access.grant.id_hash");

  /** How old a grant is, as a range. */
  public static final AttributeKey<String> APP_ACCESS_GRANT_AGE_BUCKET =
      stringKey("app.access.grant.age_bucket");

  /** When what a grant stands for ends, as a range. */
  public static final AttributeKey<String> APP_ACCESS_UPSTREAM_EXPIRES_IN_BUCKET =
      stringKey("app.access.upstream.expires_in_bucket");

  /** Value of {@link #APP_RESPONSE_REASON}. */
  public static final String LOCAL_RATE_LIMIT = "local_rate_limit";

  private AppAttributes() {}
}
