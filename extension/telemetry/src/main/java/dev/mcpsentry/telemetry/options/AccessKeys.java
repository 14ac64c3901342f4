package dev.mcpsentry.telemetry.options;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.mcpsentry.telemetry.semconv.AppAttributes;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which names the counters of an authorization server say what was decided. Sentry's own MCP
 * server wrote the older until August 2026.
 */
public enum AccessKeys {
  /** {@code app.access.*}. */
  ACCESS,
  /** {@code app.oauth.*}, whose values Sentry's default scrubbing takes for secrets. */
  OAUTH;

  private static final Map<AttributeKey<String>, AttributeKey<String>> OLDER =
      Map.of(
          AppAttributes.APP_ACCESS_REFRESH_OUTCOME,
          stringKey("app.oauth.token_exchange.outcome"),
          AppAttributes.APP_ACCESS_GRANT_SHAPE,
          stringKey("app.oauth.grant.shape"),
          AppAttributes.APP_ACCESS_PROBE_STATUS_CODE,
          stringKey("app.oauth.probe.status_code"),
          AppAttributes.APP_ACCESS_PROBE_REASON,
          stringKey("app.oauth.probe.reason"),
          AppAttributes.APP_ACCESS_GRANT_REVOKED_REASON,
          stringKey("app.oauth.grant_revoked.reason"),
          AppAttributes.APP_ACCESS_GRANT_ID_HASH,
          stringKey("app.oauth.grant.id_hash"),
          AppAttributes.APP_ACCESS_GRANT_AGE_BUCKET,
          stringKey("app.oauth.grant.age_bucket"),
          AppAttributes.APP_ACCESS_UPSTREAM_EXPIRES_IN_BUCKET,
          stringKey("app.oauth.upstream.expires_in_bucket"));

  static @Nullable AccessKeys of(String text) {
    for (AccessKeys keys : values()) {
      if (keys.toString().equals(text.trim().toLowerCase(Locale.ROOT))) {
        return keys;
      }
    }
    return null;
  }

  /** How this spells a key of {@code app.access.*}; null when it has no name for it. */
  public @Nullable AttributeKey<String> spelled(AttributeKey<String> key) {
    return this == ACCESS || !key.getKey().startsWith(AppAttributes.APP_ACCESS_PREFIX)
        ? key
        : OLDER.get(key);
  }

  /** The key of {@code app.access.*} that a key is in either spelling; any other as it is. */
  public static AttributeKey<String> current(AttributeKey<String> key) {
    for (Map.Entry<AttributeKey<String>, AttributeKey<String>> each : OLDER.entrySet()) {
      if (each.getValue().equals(key)) {
        return each.getKey();
      }
    }
    return key;
  }

  /** As it is written in settings. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
