package dev.mcpsentry.doctor;

import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.telemetry.options.Setting;
import dev.mcpsentry.telemetry.options.Settings;
import dev.mcpsentry.telemetry.privacy.Redaction;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a value may be printed.
 *
 * @param redaction what is not told of values that may be
 */
record ShownValue(Redaction redaction) {

  private static final int MAX_CHARS = 200;
  private static final int KEY_CHARS = 4;
  private static final Set<Setting<?>> NEVER = Set.of(Settings.PROXY_PASS, Settings.PROXY_USER);
  private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._:\\[\\]-]+");

  String of(Setting<?> setting, String text) {
    if (NEVER.contains(setting)) {
      return "(not shown)";
    }
    if (setting.equals(Settings.DSN)) {
      return dsn(text);
    }
    if (setting.equals(Settings.TAGS)) {
      return tags(text);
    }
    if (setting.equals(Settings.PROXY_HOST) && !HOST.matcher(text).matches()) {
      return "(not shown)";
    }
    return redaction.text(text, MAX_CHARS);
  }

  private static String dsn(String text) {
    try {
      Dsn dsn = Dsn.parse(text);
      return "%s://%s@%s%s%s"
          .formatted(dsn.scheme(), key(dsn), dsn.destination(), dsn.path(), dsn.project());
    } catch (IllegalArgumentException malformed) {
      return "(malformed, not shown)";
    }
  }

  /** The beginning of the key. */
  static String key(Dsn dsn) {
    // of a short one it would be too much
    String key = dsn.publicKey();
    return key.substring(0, Math.min(KEY_CHARS, key.length() / 2)) + "...";
  }

  // what stands before the colon, and where there is none nothing
  private static String tags(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::trim)
        .map(pair -> pair.indexOf(':') <= 0 ? "(not shown)" : pair.split(":", 2)[0] + ":...")
        .limit(50)
        .collect(Collectors.joining(","));
  }
}
