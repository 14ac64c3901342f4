package dev.mcpsentry.telemetry.oauth;

import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_ERROR_CODE;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_ERROR_REASON;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_GRANT_AGE_BUCKET;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_GRANT_REVOKED_REASON;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_GRANT_SHAPE;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_METHOD;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_PROBE_REASON;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_PROBE_STATUS_CODE;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_REFRESH_OUTCOME;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_UPSTREAM_EXPIRES_IN_BUCKET;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_CLIENT_REGISTRATION_METHOD;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_CONSENT_SKILL;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_CLIENT_FAMILY;

import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.access.SkillScopes;
import dev.mcpsentry.telemetry.mcp.ClientFamily;
import io.opentelemetry.api.common.AttributeKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words that counters of an authorization server are told by, whoever says them: those that we
 * derive, and those that only an application can know. Sets: Sentry's own MCP server's, as of
 * August 2026, and ours.
 */
public final class OauthWords {

  private static final String OTHER = AccessError.OTHER;
  private static final String UNKNOWN = "unknown";
  private static final Pattern STATUS = Pattern.compile("[1-5][0-9][0-9]");

  private static final Map<AttributeKey<String>, UnaryOperator<@Nullable String>> WORDS = words();

  private OauthWords() {}

  /** What a text becomes under a key; null when the key is none of these, or the text no word. */
  public static @Nullable String of(AttributeKey<String> key, String text) {
    UnaryOperator<@Nullable String> guard = WORDS.get(key);
    return guard == null ? null : guard.apply(text);
  }

  private static Map<AttributeKey<String>, UnaryOperator<@Nullable String>> words() {
    Map<AttributeKey<String>, UnaryOperator<@Nullable String>> words = new HashMap<>();
    words.put(APP_CLIENT_FAMILY, text -> text == null ? null : ClientFamily.known(text));
    words.put(APP_CLIENT_REGISTRATION_METHOD, oneOf(UNKNOWN, "cimd dcr"));
    words.put(APP_CONSENT_SKILL, matching(SkillScopes.NAME));
    words.put(APP_ACCESS_METHOD, oneOf(OTHER, "grant static basic session mtls none"));
    words.put(
        APP_ACCESS_REFRESH_OUTCOME,
        oneOf(
            OTHER,
            "issued rejected failed upstream_rejected verification_indeterminate"
                + " cached_valid_local cached_valid_probed"));
    words.put(APP_ACCESS_GRANT_SHAPE, oneOf(OTHER, "refreshable access_only"));
    words.put(
        APP_ACCESS_GRANT_REVOKED_REASON,
        oneOf(
            OTHER,
            "client_request code_replayed consent_withdrawn stale_props_no_refresh"
                + " upstream_rejected upstream_rejected_in_use"));
    words.put(APP_ACCESS_PROBE_STATUS_CODE, matching(STATUS));
    words.put(APP_ACCESS_PROBE_REASON, oneOf(UNKNOWN, "rate_limit server_error"));
    words.put(
        APP_ACCESS_GRANT_AGE_BUCKET,
        oneOf(UNKNOWN, "lt_1h 1h_6h 6h_1d 1d_7d 7d_14d 14d_30d gte_30d future"));
    words.put(
        APP_ACCESS_UPSTREAM_EXPIRES_IN_BUCKET,
        oneOf(UNKNOWN, "expired lt_1h 1h_1d 1d_7d 7d_14d 14d_30d gte_30d"));
    words.put(
        APP_ACCESS_ERROR_CODE,
        text -> text == null ? null : AccessError.ofOAuth(text, null).code());
    words.put(
        APP_ACCESS_ERROR_REASON,
        oneOf(
            OTHER,
            "missing_or_invalid_access missing_invalid_or_expired_access invalid_access"
                + " access_expired access_audience_mismatch grant_not_found invalid_refresh"
                + " invalid_content_type missing_client_id origin_rejected host_rejected"
                + " session_binding insufficient_scope"));
    return Map.copyOf(words);
  }

  private static UnaryOperator<@Nullable String> oneOf(String otherwise, String words) {
    Set<String> known = Stream.of(words.split(" ")).collect(Collectors.toUnmodifiableSet());
    return text -> text != null && known.contains(text) ? text : otherwise;
  }

  private static UnaryOperator<@Nullable String> matching(Pattern pattern) {
    return text -> text != null && pattern.matcher(text).matches() ? text : null;
  }
}
