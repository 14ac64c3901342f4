package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.sentry.internal.convention.IdentityOptions;
import dev.mcpsentry.sentry.internal.http.HttpOptions;
import dev.mcpsentry.sentry.internal.options.release.Release;
import dev.mcpsentry.sentry.internal.options.release.ReleaseDetection;
import dev.mcpsentry.sentry.internal.options.release.ReleaseName;
import dev.mcpsentry.sentry.internal.sampling.RulesFile;
import dev.mcpsentry.sentry.internal.sampling.SampleRule;
import dev.mcpsentry.sentry.internal.sampling.ShortRules;
import dev.mcpsentry.telemetry.http.Routes;
import dev.mcpsentry.telemetry.options.Setting;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.options.SettingsReader;
import dev.mcpsentry.telemetry.options.UserIdSource;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.rule.Facts;
import dev.mcpsentry.telemetry.rule.Rules;
import dev.mcpsentry.telemetry.semconv.AppAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
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
  private List<String> wrongRules = List.of();
  private final Properties process;
  private final SettingsReader.Source environment;

  public OptionsReader(ConfigProperties config) {
    this(config::getString, System.getProperties(), System::getenv);
  }

  /**
   * Reads what is said of another process than this.
   *
   * @param config settings by the names of their properties
   * @param process its system properties
   * @param environment its environment variables, by name
   */
  public OptionsReader(
      SettingsReader.Source config, Properties process, SettingsReader.Source environment) {
    this.settings = new SettingsReader(config);
    this.process = process;
    this.environment = environment;
  }

  /** One sentence per wrong value read so far. */
  public List<String> complaints() {
    return Stream.concat(settings.complaints().stream(), wrongRules.stream()).toList();
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
    Redaction redaction =
        new Redaction(
            settings.get(Settings.REDACT_KEYS), settings.get(Settings.CAPTURE_ERROR_TEXT));
    // what is wrong with them is said where helpers get them
    Rules rules = Rules.of(settings.get(Settings.RULES), wrong -> {});
    String environment = redaction.text(environment(resource));
    double rate = settings.get(Settings.TRACES_SAMPLE_RATE);
    boolean sendDefaultPii = settings.get(Settings.SEND_DEFAULT_PII);
    return new BridgeOptions(
        dsn,
        environment,
        release(resource).redacted(redaction),
        clean(redaction, given(Settings.SERVER_NAME, resource.getAttribute(HOST_NAME))),
        clean(redaction, ServiceName.of(resource.getAttribute(SERVICE_NAME), process)),
        rate,
        settings.get(Settings.TRACE_LIFECYCLE),
        new MetricOptions(
            settings.get(Settings.METRICS_ENABLED), settings.get(Settings.METRICS_ALLOW)),
        settings.get(Settings.SESSION_MODE),
        settings.get(Settings.TRACE_PROPAGATION_TARGETS),
        sendDefaultPii,
        settings.get(Settings.MCP_OLDER_NAMES),
        settings.get(Settings.DEBUG),
        tags(redaction, rules),
        redaction,
        settings.get(Settings.IN_APP_INCLUDES),
        filters(),
        proxy(),
        logs(),
        sampling(rate),
        identity(sendDefaultPii),
        rules,
        new SpoolOptions(settings.given(Settings.SPOOL_DIR)),
        http(rules));
  }

  private HttpOptions http(Rules rules) {
    return new HttpOptions(
        routes(),
        settings.get(Settings.LOGS),
        settings.get(Settings.SERVER_MODES),
        rules.admitted(AppAttributes.APP_UTM_SOURCE.getKey()),
        !settings.get(Settings.SKILL_SCOPES).isEmpty(),
        settings.get(Settings.ACCESS_KEYS));
  }

  /** The HTTP requests that are watched. */
  public Routes routes() {
    return settings.get(Settings.ROUTES);
  }

  private SamplingOptions sampling(double rate) {
    String name = settings.given(Settings.SAMPLING_RULES);
    List<SampleRule> rules = List.of();
    if (name != null) {
      RulesFile file = RulesFile.read(name);
      wrongRules = file.complaints();
      rules = file.rules();
    }
    return new SamplingOptions(
        ShortRules.of(rules, settings.get(Settings.SAMPLING), rate),
        settings.get(Settings.TRACES_PER_SECOND),
        settings.get(Settings.SAMPLING_ADAPTIVE));
  }

  /** Who says who the user is; {@code off} only by the user's own word where PII is sent. */
  public UserIdSource userIdSource() {
    return userIdSource(settings.get(Settings.SEND_DEFAULT_PII));
  }

  private IdentityOptions identity(boolean sendDefaultPii) {
    return new IdentityOptions(
        userIdSource(sendDefaultPii),
        sendDefaultPii ? settings.get(Settings.USER_CLAIMS) : List.of(),
        settings.get(Settings.AGENTCAT_FIELDS));
  }

  private UserIdSource userIdSource(boolean sendDefaultPii) {
    return settings.given(Settings.USER_ID) == null && sendDefaultPii
        ? UserIdSource.PRINCIPAL
        : settings.get(Settings.USER_ID);
  }

  private Release release(Resource resource) {
    String said = settings.get(Settings.RELEASE);
    String version = ReleaseName.of(resource.getAttribute(SERVICE_VERSION));
    Release release;
    if (!said.isEmpty()) {
      release = new Release(said, Settings.RELEASE.environmentVariable(), null);
    } else if (version != null && isVersionSaid()) {
      release = new Release(version, Settings.RESOURCE_ATTRIBUTES.environmentVariable(), null);
    } else {
      release = ReleaseDetection.ofProcess(process, environment::text);
      if (release.name() == null && version != null) {
        release = new Release(version, SERVICE_VERSION.getKey(), null);
      }
    }
    String dist = settings.get(Settings.DIST);
    return dist.isEmpty() ? release : release.in(dist);
  }

  // by the user, and not by the agent, which looks into the same files as we do
  private boolean isVersionSaid() {
    String attributes = settings.given(Settings.RESOURCE_ATTRIBUTES);
    return attributes != null
        && Arrays.stream(attributes.split(",", -1))
            .anyMatch(pair -> pair.trim().startsWith(SERVICE_VERSION.getKey() + "="));
  }

  private IssueFilters filters() {
    return new IssueFilters(
        Globs.of(settings.get(Settings.IGNORED_EXCEPTIONS)),
        Globs.ofTexts(settings.get(Settings.IGNORED_ERRORS)),
        Globs.ofTexts(settings.get(Settings.IGNORED_TRANSACTIONS)),
        Globs.of(settings.get(Settings.IGNORED_LOGGERS)),
        settings.get(Settings.SAME_ISSUES_PER_MINUTE),
        settings.get(Settings.FINGERPRINT_RULES),
        settings.get(Settings.MCP_FAILURES));
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

  // with what rules make that is the same on everything
  private Map<String, String> tags(Redaction redaction, Rules rules) {
    Map<String, String> tags = new LinkedHashMap<>();
    settings
        .get(Settings.TAGS)
        .forEach(
            (key, value) ->
                tags.put(
                    redaction.text(key),
                    redaction.isSecretKey(key) ? Redaction.MASK : redaction.text(value)));
    rules
        .always(new Facts() {}, redaction)
        .forEach(told -> tags.putIfAbsent(told.key(), told.value().toString()));
    return Map.copyOf(tags);
  }

  private @Nullable String given(Setting<?> setting, @Nullable String otherwise) {
    String text = settings.given(setting);
    return text == null ? otherwise : text;
  }
}
