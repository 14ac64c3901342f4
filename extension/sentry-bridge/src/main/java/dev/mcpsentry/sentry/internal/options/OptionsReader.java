package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.telemetry.options.Setting;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.options.SettingsReader;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings from the agent's configuration, which covers system properties, environment
 * variables and its configuration file in one spelling. A wrong value yields its default and one
 * complaint; only the DSN has no default.
 */
public final class OptionsReader {

  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
  private static final AttributeKey<String> SERVICE_VERSION =
      AttributeKey.stringKey("service.version");
  private static final AttributeKey<String> HOST_NAME = AttributeKey.stringKey("host.name");
  private static final AttributeKey<String> DEPLOYMENT_ENVIRONMENT_NAME =
      AttributeKey.stringKey("deployment.environment.name");
  // renamed in OpenTelemetry semantic conventions 1.27
  private static final AttributeKey<String> DEPLOYMENT_ENVIRONMENT =
      AttributeKey.stringKey("deployment.environment");

  private final SettingsReader settings;

  public OptionsReader(ConfigProperties config) {
    this.settings = new SettingsReader(config::getString);
  }

  /** One sentence per wrong value read so far. */
  public List<String> complaints() {
    return settings.complaints();
  }

  /**
   * The DSN, or null when there is none.
   *
   * @throws IllegalArgumentException when it is malformed, without its key in the message
   */
  public @Nullable Dsn dsn() {
    String text = settings.get(Settings.DSN);
    return text.isEmpty() ? null : Dsn.parse(text);
  }

  /** Whether there is a DSN and it is well-formed. */
  public boolean hasValidDsn() {
    try {
      return dsn() != null;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  /** Everything else; {@code resource} fills in what the user left to OpenTelemetry. */
  public BridgeOptions options(Dsn dsn, Resource resource) {
    Redaction redaction = new Redaction(settings.get(Settings.REDACT_KEYS));
    String environment = redaction.text(environment(resource));
    return new BridgeOptions(
        dsn,
        environment,
        clean(redaction, given(Settings.RELEASE, resource.getAttribute(SERVICE_VERSION))),
        clean(redaction, given(Settings.SERVER_NAME, resource.getAttribute(HOST_NAME))),
        clean(
            redaction, ServiceName.of(resource.getAttribute(SERVICE_NAME), System.getProperties())),
        settings.get(Settings.TRACES_SAMPLE_RATE),
        settings.get(Settings.TRACE_LIFECYCLE),
        new MetricOptions(
            settings.get(Settings.METRICS_ENABLED), settings.get(Settings.METRICS_ALLOW)),
        settings.get(Settings.SESSION_MODE),
        settings.get(Settings.TRACE_PROPAGATION_TARGETS),
        settings.get(Settings.SEND_DEFAULT_PII),
        settings.get(Settings.MCP_OLDER_NAMES),
        settings.get(Settings.DEBUG),
        tags(redaction),
        redaction,
        settings.get(Settings.IN_APP_INCLUDES),
        proxy(),
        logs(),
        new SpoolOptions(settings.given(Settings.SPOOL_DIR)));
  }

  private @Nullable ProxyServer proxy() {
    String host = settings.given(Settings.PROXY_HOST);
    if (host == null) {
      return null;
    }
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return new ProxyServer(
        bracketed ? host.substring(1, host.length() - 1) : host,
        settings.get(Settings.PROXY_PORT),
        settings.given(Settings.PROXY_USER),
        settings.given(Settings.PROXY_PASS));
  }

  private LogOptions logs() {
    boolean enabled =
        settings.get(
            settings.given(Settings.LOGS_ENABLED) == null
                ? Settings.ENABLE_LOGS
                : Settings.LOGS_ENABLED);
    return new LogOptions(
        enabled, settings.get(Settings.LOGS_LEVEL), settings.get(Settings.LOGS_EVENT_LEVEL));
  }

  private static @Nullable String clean(Redaction redaction, @Nullable String text) {
    return text == null ? null : redaction.text(text);
  }

  private String environment(Resource resource) {
    String named = resource.getAttribute(DEPLOYMENT_ENVIRONMENT_NAME);
    if (named == null) {
      named = resource.getAttribute(DEPLOYMENT_ENVIRONMENT);
    }
    String environment = given(Settings.ENVIRONMENT, named);
    return environment == null ? Settings.ENVIRONMENT.defaultValue() : environment;
  }

  private Map<String, String> tags(Redaction redaction) {
    Map<String, String> tags = new LinkedHashMap<>();
    settings
        .get(Settings.TAGS)
        .forEach(
            (key, value) ->
                tags.put(
                    redaction.text(key),
                    redaction.isSecretKey(key) ? Redaction.MASK : redaction.text(value)));
    return Map.copyOf(tags);
  }

  private @Nullable String given(Setting<?> setting, @Nullable String otherwise) {
    String text = settings.given(setting);
    return text == null ? otherwise : text;
  }
}
