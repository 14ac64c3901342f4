package dev.mcpsentry.sentry.internal.metric;

import dev.mcpsentry.sentry.internal.convention.CountedEvents;
import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.access.HeaderShape;
import dev.mcpsentry.telemetry.mcp.ClientFamily;
import dev.mcpsentry.telemetry.options.AccessKeys;
import dev.mcpsentry.telemetry.semconv.AppAttributes;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of an event's attributes its counter knows: those of the operations vocabulary, in words of
 * closed sets, whoever said the event. Immutable.
 *
 * @param keys how what was decided is spelled
 */
record EventWords(AccessKeys keys) {

  private static final String OTHER = AccessError.OTHER;
  private static final Pattern STATUS = Pattern.compile("[1-5][0-9][0-9]");
  private static final Pattern SKILL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");
  private static final Pattern ROUTE = Pattern.compile("/[A-Za-z0-9_{}?*/.~-]{0,199}");

  private static final AttributeKey<String> ROUTE_KEY = AttributeKey.stringKey("http.route");
  private static final AttributeKey<String> METHOD_KEY =
      AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<Long> STATUS_KEY =
      AttributeKey.longKey("http.response.status_code");
  private static final int LEAST_STATUS = 100;
  private static final int MOST_STATUS = 599;

  private static final Set<String> HTTP_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "CONNECT", "TRACE", "QUERY");

  /** What a text becomes under a key; null when it is left out. */
  private interface Guard extends UnaryOperator<@Nullable String> {}

  private static final Map<AttributeKey<String>, Guard> OF_ALL = ofAll();
  private static final Map<AttributeKey<String>, Guard> OF_RESPONSES = ofResponses();

  private static Map<AttributeKey<String>, Guard> ofAll() {
    Map<AttributeKey<String>, Guard> guards = new HashMap<>();
    guards.put(
        McpAttributes.APP_CLIENT_FAMILY, text -> text == null ? null : ClientFamily.known(text));
    guards.put(
        AppAttributes.APP_CLIENT_REGISTRATION_METHOD, oneOf("unknown", "cimd", "dcr", "unknown"));
    guards.put(AppAttributes.APP_CONSENT_SKILL, matching(SKILL));
    guards.put(
        AppAttributes.APP_ACCESS_METHOD,
        oneOf(OTHER, "grant", "static", "basic", "session", "mtls", "none"));
    guards.put(
        AppAttributes.APP_ACCESS_REFRESH_OUTCOME,
        oneOf(
            OTHER,
            "issued",
            "rejected",
            "failed",
            "upstream_rejected",
            "verification_indeterminate",
            "cached_valid_local",
            "cached_valid_probed"));
    guards.put(AppAttributes.APP_ACCESS_GRANT_SHAPE, oneOf(OTHER, "refreshable", "access_only"));
    guards.put(
        AppAttributes.APP_ACCESS_GRANT_REVOKED_REASON,
        oneOf(
            OTHER,
            "client_request",
            "code_replayed",
            "consent_withdrawn",
            "stale_props_no_refresh",
            "upstream_rejected",
            "upstream_rejected_in_use"));
    guards.put(AppAttributes.APP_ACCESS_PROBE_STATUS_CODE, matching(STATUS));
    guards.put(
        AppAttributes.APP_ACCESS_PROBE_REASON,
        oneOf("unknown", "rate_limit", "server_error", "unknown"));
    guards.put(
        AppAttributes.APP_ACCESS_GRANT_AGE_BUCKET,
        oneOf(
            "unknown",
            "lt_1h",
            "1h_6h",
            "6h_1d",
            "1d_7d",
            "7d_14d",
            "14d_30d",
            "gte_30d",
            "future"));
    guards.put(
        AppAttributes.APP_ACCESS_UPSTREAM_EXPIRES_IN_BUCKET,
        oneOf("unknown", "expired", "lt_1h", "1h_1d", "1d_7d", "7d_14d", "14d_30d", "gte_30d"));
    guards.put(AppAttributes.APP_ACCESS_ERROR_CODE, EventWords::errorCode);
    guards.put(
        AppAttributes.APP_ACCESS_ERROR_REASON,
        oneOf(
            OTHER,
            "missing_or_invalid_access",
            "missing_invalid_or_expired_access",
            "invalid_access",
            "access_expired",
            "access_audience_mismatch",
            "grant_not_found",
            "invalid_refresh",
            "invalid_content_type",
            "missing_client_id",
            "origin_rejected",
            "host_rejected",
            "session_binding",
            "insufficient_scope"));
    return Map.copyOf(guards);
  }

  private static Map<AttributeKey<String>, Guard> ofResponses() {
    Map<AttributeKey<String>, Guard> guards = new HashMap<>();
    guards.put(METHOD_KEY, text -> HTTP_METHODS.contains(text) ? text : McpAttributes.OTHER);
    guards.put(ROUTE_KEY, matching(ROUTE));
    guards.put(AppAttributes.APP_ROUTE_GROUP, matching(WORD));
    guards.put(AppAttributes.APP_RESPONSE_REASON, oneOf(null, AppAttributes.LOCAL_RATE_LIMIT));
    guards.put(AppAttributes.APP_RATE_LIMIT_SCOPE, oneOf(null, "ip", "user"));
    guards.put(
        AppAttributes.APP_ACCESS_REQUEST_HEADER_SHAPE,
        oneOf(
            null,
            Arrays.stream(HeaderShape.values()).map(HeaderShape::word).toArray(String[]::new)));
    return Map.copyOf(guards);
  }

  private static Guard oneOf(@Nullable String otherwise, String... words) {
    Set<String> known = Arrays.stream(words).collect(Collectors.toUnmodifiableSet());
    return text -> text != null && known.contains(text) ? text : otherwise;
  }

  private static Guard matching(Pattern pattern) {
    return text -> text != null && pattern.matcher(text).matches() ? text : null;
  }

  private static @Nullable String errorCode(@Nullable String text) {
    return text == null ? null : AccessError.ofOAuth(text, null).code();
  }

  /**
   * The attributes to count by.
   *
   * @param metric the name of the event
   * @param given what it was said with
   */
  Attributes of(String metric, Attributes given) {
    boolean response = metric.equals(CountedEvents.SERVER_RESPONSE);
    AttributesBuilder counted = Attributes.builder();
    given.forEach(
        (key, value) -> {
          if (key.getType() == AttributeType.STRING) {
            put(counted, AttributeKey.stringKey(key.getKey()), value.toString(), response);
          }
        });
    Long status = given.get(STATUS_KEY);
    if (response && status != null && status >= LEAST_STATUS && status <= MOST_STATUS) {
      counted.put(STATUS_KEY, status);
      counted.put(AppAttributes.APP_RESPONSE_STATUS_CLASS, status / 100 + "xx");
    }
    return counted.build();
  }

  private void put(
      AttributesBuilder counted, AttributeKey<String> given, String text, boolean response) {
    AttributeKey<String> key = AccessKeys.current(given);
    Guard guard = OF_ALL.get(key);
    if (guard == null && response) {
      guard = OF_RESPONSES.get(key);
    }
    AttributeKey<String> spelled = response ? key : keys.spelled(key);
    String word = guard == null ? null : guard.apply(text);
    if (spelled != null && word != null) {
      counted.put(spelled, word);
    }
  }
}
