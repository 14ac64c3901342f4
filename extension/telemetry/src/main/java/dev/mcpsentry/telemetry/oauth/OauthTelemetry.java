package dev.mcpsentry.telemetry.oauth;

import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_ERROR_CODE;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_ERROR_REASON;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_GRANT_AGE_BUCKET;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_GRANT_ID_HASH;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_GRANT_REVOKED_REASON;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_GRANT_SHAPE;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_PROBE_REASON;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_PROBE_STATUS_CODE;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_REFRESH_OUTCOME;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_UPSTREAM_EXPIRES_IN_BUCKET;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_CLIENT_REGISTRATION_METHOD;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_CONSENT_SKILL;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_CLIENT_FAMILY;

import dev.mcpsentry.telemetry.Product;
import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.access.RegistrationMethod;
import dev.mcpsentry.telemetry.access.SkillScopes;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.mcp.AmbientSpan;
import dev.mcpsentry.telemetry.mcp.ClientFamily;
import dev.mcpsentry.telemetry.options.AccessKeys;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.options.SettingsReader;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what an authorization server did: each time an event, as a log record in the current context
 * whose event name is the metric's, and one more on a counter of the same name, which knows neither
 * users nor grants. Thread-safe.
 */
public final class OauthTelemetry {

  /** The instrumentation scope. */
  public static final String SCOPE = "dev.mcpsentry.oauth";

  /** Where the name of an event stands when the agent is older than its field. */
  static final AttributeKey<String> EVENT_NAME = AttributeKey.stringKey("event.name");

  private final Logger logger;
  private final Map<OauthEvent, LongCounter> counters = new EnumMap<>(OauthEvent.class);
  private final UserMark users;
  private final SkillScopes skills;
  private final AccessKeys keys;

  /**
   * @param users who may be told of
   * @param skills which scopes are skills
   * @param keys how what was decided is spelled
   */
  public OauthTelemetry(
      OpenTelemetry openTelemetry, UserMark users, SkillScopes skills, AccessKeys keys) {
    this.logger =
        openTelemetry
            .getLogsBridge()
            .loggerBuilder(SCOPE)
            .setInstrumentationVersion(Product.VERSION)
            .build();
    Meter meter =
        openTelemetry.meterBuilder(SCOPE).setInstrumentationVersion(Product.VERSION).build();
    for (OauthEvent event : OauthEvent.values()) {
      counters.put(event, meter.counterBuilder(event.metric()).build());
    }
    this.users = users;
    this.skills = skills;
    this.keys = keys;
  }

  /** By the agent and the settings of this process. */
  public static OauthTelemetry ofProcess() {
    return new OauthTelemetry(
        GlobalOpenTelemetry.get(),
        UserMark.fromProcess(),
        SkillScopes.fromProcess(),
        SettingsReader.ofProcess().get(Settings.ACCESS_KEYS));
  }

  /**
   * A client registered.
   *
   * @param userAgent of its request, or null
   */
  public void registered(@Nullable String userAgent) {
    AttributesBuilder said = Attributes.builder();
    said.put(APP_CLIENT_FAMILY, ClientFamily.ofUserAgent(userAgent));
    said.put(APP_CLIENT_REGISTRATION_METHOD, RegistrationMethod.DCR.word());
    say(OauthEvent.REGISTER, said, null, null);
  }

  /**
   * Somebody was asked for consent.
   *
   * @param user the name the server knows him by, or null
   */
  public void consentPrompted(OauthClient client, @Nullable String user) {
    say(OauthEvent.CONSENT_PROMPTED, inBrowser(client), null, user);
  }

  /** Consent was given; {@link #callbackCompleted} follows. */
  public void consentGranted(OauthClient client, @Nullable String user) {
    say(OauthEvent.CONSENT_GRANTED, inBrowser(client), null, user);
  }

  /**
   * A client was issued an authorization code.
   *
   * @param scopes what it may
   * @param user as of {@link #consentPrompted}
   */
  public void callbackCompleted(
      OauthClient client, Collection<String> scopes, @Nullable String user) {
    say(OauthEvent.CALLBACK_COMPLETED, inBrowser(client), null, user);
    for (String skill : skills.in(scopes)) {
      say(OauthEvent.SKILL_GRANTED, inBrowser(client).put(APP_CONSENT_SKILL, skill), null, null);
    }
  }

  /**
   * A refresh token was shown.
   *
   * @param error what the client was told, unless tokens
   * @param grant what it belongs to, if anything
   * @param user as of {@link #consentPrompted}
   */
  public void refreshed(
      OauthClient client,
      RefreshOutcome outcome,
      @Nullable AccessError error,
      @Nullable Grant grant,
      @Nullable String user) {
    AttributesBuilder said = Attributes.builder();
    if (error != null) {
      put(said, APP_ACCESS_ERROR_CODE, error.code());
      put(said, APP_ACCESS_ERROR_REASON, error.reason());
    }
    if (grant != null) {
      put(said, APP_ACCESS_GRANT_SHAPE, grant.shape());
    }
    toldBy(said, APP_ACCESS_REFRESH_OUTCOME, outcome.word());
    toldBy(said, APP_ACCESS_PROBE_STATUS_CODE, null);
    toldBy(said, APP_ACCESS_PROBE_REASON, null);
    said.put(APP_CLIENT_FAMILY, client.family());
    said.put(APP_CLIENT_REGISTRATION_METHOD, client.registrationMethod());
    say(OauthEvent.TOKEN_EXCHANGE, said, grant, user);
  }

  /**
   * A grant has ended.
   *
   * @param grant what is known of it, or null
   * @param user as of {@link #consentPrompted}
   */
  public void revoked(
      OauthClient client, RevokedReason reason, @Nullable Grant grant, @Nullable String user) {
    AttributesBuilder said = Attributes.builder();
    toldBy(said, APP_ACCESS_GRANT_REVOKED_REASON, reason.word());
    said.put(
        APP_CLIENT_FAMILY,
        reason == RevokedReason.CONSENT_WITHDRAWN ? client.familyByName() : client.family());
    say(OauthEvent.GRANT_REVOKED, said, grant, user);
  }

  private static AttributesBuilder inBrowser(OauthClient client) {
    return Attributes.builder()
        .put(APP_CLIENT_FAMILY, client.familyByName())
        .put(APP_CLIENT_REGISTRATION_METHOD, client.registrationMethod());
  }

  private void say(
      OauthEvent event, AttributesBuilder said, @Nullable Grant grant, @Nullable String user) {
    boolean ofGrant = event == OauthEvent.TOKEN_EXCHANGE || event == OauthEvent.GRANT_REVOKED;
    if (ofGrant) {
      Instant now = Instant.now();
      Grant known = grant == null ? new Grant("", null, null, false) : grant;
      put(said, APP_ACCESS_GRANT_AGE_BUCKET, known.ageBucket(now));
      put(said, APP_ACCESS_UPSTREAM_EXPIRES_IN_BUCKET, known.expiresInBucket(now));
    }
    Attributes attributes = said.build();
    LogRecordBuilder record = named(event).setSeverity(Severity.INFO).setAllAttributes(attributes);
    AttributeKey<String> hash = keys.spelled(APP_ACCESS_GRANT_ID_HASH);
    if (grant != null && hash != null) {
      record.setAttribute(hash, grant.idHash());
    }
    if (event != OauthEvent.SKILL_GRANTED) {
      users.putSubject(record, user);
    }
    record.emit();
    LongCounter counter = counters.get(event);
    if (counter != null) {
      counter.add(1, attributes);
    }
  }

  private LogRecordBuilder named(OauthEvent event) {
    LogRecordBuilder record = logger.logRecordBuilder();
    try {
      return record.setEventName(event.metric());
    } catch (NoSuchMethodError olderAgent) {
      // since OpenTelemetry 1.50, which agents have since 2.16
      return record.setAttribute(EVENT_NAME, event.metric());
    }
  }

  // what the application says on the current span comes first: it alone knows its upstream
  private void toldBy(AttributesBuilder said, AttributeKey<String> key, @Nullable String ours) {
    String theirs = new AmbientSpan(Span.current()).get(key);
    String word = theirs == null ? null : OauthWords.of(key, theirs);
    if (word != null) {
      put(said, key, word);
    } else if (ours != null) {
      put(said, key, ours);
    }
  }

  private void put(AttributesBuilder said, AttributeKey<String> key, String word) {
    AttributeKey<String> spelled = keys.spelled(key);
    if (spelled != null) {
      said.put(spelled, word);
    }
  }
}
