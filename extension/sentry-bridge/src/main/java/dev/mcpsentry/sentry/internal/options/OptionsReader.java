package dev.mcpsentry.sentry.internal.options;

import dev.mcpsentry.telemetry.options.Setting;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings from the agent's configuration, which covers system properties, environment
 * variables and its configuration file in one spelling. A wrong value yields its default and one
 * complaint; only the DSN has no default.
 */
public final class OptionsReader {

  private static final int MAX_TAG_LENGTH = 200;
  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
  private static final AttributeKey<String> SERVICE_VERSION =
      AttributeKey.stringKey("service.version");
  private static final AttributeKey<String> HOST_NAME = AttributeKey.stringKey("host.name");
  private static final AttributeKey<String> DEPLOYMENT_ENVIRONMENT_NAME =
      AttributeKey.stringKey("deployment.environment.name");
  // renamed in OpenTelemetry semantic conventions 1.27
  private static final AttributeKey<String> DEPLOYMENT_ENVIRONMENT =
      AttributeKey.stringKey("deployment.environment");

  private final ConfigProperties config;
  private final List<String> complaints = new ArrayList<>();

  public OptionsReader(ConfigProperties config) {
    this.config = config;
  }

  /** One sentence per wrong value read so far. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /**
   * The DSN, or null when there is none.
   *
   * @throws IllegalArgumentException when it is malformed, without its key in the message
   */
  public @Nullable Dsn dsn() {
    String text = text(Settings.DSN);
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
    List<String> redactKeys = list(Settings.REDACT_KEYS);
    Redaction redaction = new Redaction(redactKeys);
    String environment = redaction.text(environment(resource));
    return new BridgeOptions(
        dsn,
        environment,
        clean(redaction, given(Settings.RELEASE, resource.getAttribute(SERVICE_VERSION))),
        clean(redaction, given(Settings.SERVER_NAME, resource.getAttribute(HOST_NAME))),
        clean(redaction, resource.getAttribute(SERVICE_NAME)),
        rate(),
        text(Settings.TRACE_PROPAGATION_TARGETS),
        flag(Settings.SEND_DEFAULT_PII),
        flag(Settings.DEBUG),
        tags(redaction),
        redactKeys,
        list(Settings.IN_APP_INCLUDES));
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

  private double rate() {
    String text = text(Settings.TRACES_SAMPLE_RATE);
    try {
      double rate = Double.parseDouble(text);
      if (rate >= 0 && rate <= 1) {
        return rate;
      }
    } catch (NumberFormatException notANumber) {
      // complained about below
    }
    complain(Settings.TRACES_SAMPLE_RATE, text, "a number from 0.0 to 1.0");
    return Double.parseDouble(Settings.TRACES_SAMPLE_RATE.defaultValue());
  }

  private boolean flag(Setting setting) {
    String text = text(setting).toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      complain(setting, text, "true or false");
      return Boolean.parseBoolean(setting.defaultValue());
    }
    return text.equals("true");
  }

  private Map<String, String> tags(Redaction redaction) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String entry : list(Settings.TAGS)) {
      int colon = entry.indexOf(':');
      if (colon <= 0 || colon == entry.length() - 1) {
        complain(Settings.TAGS, entry, "key:value pairs with commas");
      } else {
        String key = entry.substring(0, colon).trim();
        String value = entry.substring(colon + 1).trim();
        tags.put(
            redaction.text(key, MAX_TAG_LENGTH),
            redaction.isSecretKey(key) ? Redaction.MASK : redaction.text(value, MAX_TAG_LENGTH));
      }
    }
    return Map.copyOf(tags);
  }

  private List<String> list(Setting setting) {
    List<String> entries = new ArrayList<>();
    for (String entry : text(setting).split(",", -1)) {
      if (!entry.isBlank()) {
        entries.add(entry.trim());
      }
    }
    return entries;
  }

  private @Nullable String given(Setting setting, @Nullable String otherwise) {
    String text = config.getString(setting.property());
    return text == null || text.isBlank() ? otherwise : text.trim();
  }

  private String text(Setting setting) {
    String text = given(setting, null);
    return text == null ? setting.defaultValue() : text;
  }

  private void complain(Setting setting, String value, String expected) {
    complaints.add(setting.complaint(value, expected));
  }
}
