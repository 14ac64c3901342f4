package dev.mcpsentry.telemetry.privacy;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces secrets by {@value #MASK}: whole values under a telling key, and telling patterns inside
 * any text. Immutable and thread-safe.
 */
public final class Redaction {

  /** What stands where a secret was; Sentry's own spelling. */
  public static final String MASK = "[Filtered]";

  private static final List<String> SECRET_KEY_PARTS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "apikey",
          "accesskey",
          "privatekey",
          "authorization",
          "credential",
          "cookie",
          "session",
          "ssn",
          "creditcard",
          "cardnumber",
          "cvv",
          "jwt",
          "bearer");

  private static final List<Pattern> SECRET_VALUES =
      List.of(
          Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]{0,8192}(-----END [A-Z ]*-----)?"),
          Pattern.compile("(?i)\\b(?:bearer|basic)\\s+[a-z0-9._~+/=-]{8,}"),
          Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*)?"),
          Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
          Pattern.compile(
              "\\b(?:gh[pousr]_|github_pat_|sk-|sk_live_|xox[abprs]-)[A-Za-z0-9_-]{10,}"),
          Pattern.compile("(?<=://)[^\\s/@:]{1,256}:[^\\s/@]{1,256}(?=@)"),
          Pattern.compile("\\b\\d{4}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{3,4}\\b"));

  // name=value and "name":"value" inside free text
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?i)((?:password|passwd|passphrase|secret|token|api[_-]?key"
              + "|access[_-]?key|authorization|credential)[\\w.-]{0,64}[\"']?\\s{0,4}[=:]\\s{0,4})"
              + "(\"[^\"]{0,4096}\"?|'[^']{0,4096}'?|[^\\s,;&}\\]]{1,4096})");

  private final List<String> extraKeys;

  /** Redacts the built-in keys and, by exact name in lower case, {@code extraKeys}. */
  public Redaction(List<String> extraKeys) {
    this.extraKeys = List.copyOf(extraKeys);
  }

  /** Whether the value under this key must not be recorded at all. */
  public boolean isSecretKey(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    if (extraKeys.contains(lower)) {
      return true;
    }
    String squeezed = lower.replace("_", "").replace("-", "").replace(".", "");
    for (String part : SECRET_KEY_PARTS) {
      if (squeezed.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The beginning of the text, at most {@code maxChars} of it, with every secret pattern masked.
   * The cost is bounded by the cap, and a secret does not survive by straddling it.
   */
  public String text(CharSequence text, int maxChars) {
    int window = Math.min(text.length(), 2 * maxChars);
    String clean = text(text.subSequence(0, window).toString());
    return clean.length() <= maxChars ? clean : clean.substring(0, maxChars);
  }

  /** The text with every secret pattern masked; the same instance when there is none. */
  public String text(String text) {
    String result = text;
    for (Pattern pattern : SECRET_VALUES) {
      Matcher matcher = pattern.matcher(result);
      if (matcher.find()) {
        result = matcher.replaceAll(MASK);
      }
    }
    Matcher assignment = ASSIGNMENT.matcher(result);
    return assignment.find()
        ? assignment.replaceAll("$1" + Matcher.quoteReplacement(MASK))
        : result;
  }
}
