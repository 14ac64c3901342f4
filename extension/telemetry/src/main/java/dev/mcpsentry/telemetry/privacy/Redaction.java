package dev.mcpsentry.telemetry.privacy;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
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
          "creditcard",
          "cardnumber",
          "bearer");

  // too short to be looked for inside other words, such as className
  private static final Pattern SECRET_WORD =
      Pattern.compile(
          "(?<![A-Za-z])(?i:ssn|cvv|jwt)(?![a-z])|(?<=[a-z])(?:SSN|Ssn|CVV|Cvv|JWT|Jwt)(?![a-z])");

  private static final List<Pattern> SECRET_VALUES =
      List.of(
          Pattern.compile(
              "-----BEGIN [A-Z ]{0,32}PRIVATE KEY(?: BLOCK)?-----"
                  + "(?s:.{0,8192}?-----END [A-Z ]{0,40}-----|.{0,8192})"),
          Pattern.compile("(?i)\\b(?:bearer|basic)\\s+[a-z0-9._~+/=-]{8,}"),
          Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*)?"),
          Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
          Pattern.compile(
              "\\b(?:gh[pousr]_|github_pat_|sk-|sk_live_|xox[abprs]-)[A-Za-z0-9_-]{10,}"),
          Pattern.compile("(?<=://)[^\\s/@:]{1,256}:[^\\s/@]{1,256}(?=@)"));

  // of the patterns that neither need an equals sign nor a colon
  private static final int SHORTEST_SECRET = 13;

  private static final Pattern CARD =
      Pattern.compile("\\b\\d{4}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{3,4}\\b");

  // name=value and "name":"value" inside free text, also as JSON inside JSON
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?i)((?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key"
              + "|private[_-]?key|authorization|credential|cookie|session[_-]?id"
              + "|(?<![a-z])(?:jwt|ssn|cvv))[\\w.-]{0,64}\\\\{0,4}[\"']?\\s{0,4}[=:]\\s{0,4})"
              + "(?:(?:token|digest|negotiate)\\s{1,4})?"
              + "(\\\\{1,4}\"[^\"]{0,4096}\"?"
              + "|\"[^\"\\\\]{0,4096}+(?:\\\\.[^\"\\\\]{0,4096}+){0,256}\"?"
              + "|'[^'\\\\]{0,4096}+(?:\\\\.[^'\\\\]{0,4096}+){0,256}'?"
              + "|[^\\s,;&}\\]\"']{1,4096})");

  // in queries, and in paths mostly after a semicolon
  private static final Pattern PARAMETER =
      Pattern.compile("(?<=^|[?&;/#])([^=?&;/#\\s]{1,128})=([^?&;/#\\s]{1,4096})");

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
    String squeezed = lower.replace("_", "").replace("-", "").replace(".", "").replace(" ", "");
    for (String part : SECRET_KEY_PARTS) {
      if (squeezed.contains(part)) {
        return true;
      }
    }
    return SECRET_WORD.matcher(key).find();
  }

  /**
   * The beginning of the text, at most {@code maxChars} of it, with every secret pattern masked.
   * The cost is bounded by the cap, and a secret does not survive by straddling it.
   */
  public String text(CharSequence text, int maxChars) {
    return capped(text(beginning(text, maxChars)), maxChars);
  }

  /**
   * The beginning of an address or a part of one, with the value of every parameter masked whose
   * name is telling, and every secret pattern. Bounded as {@link #text(CharSequence, int)}.
   */
  public String url(String url, int maxChars) {
    String clean = beginning(url, maxChars);
    if (clean.indexOf('=') >= 0) {
      clean = PARAMETER.matcher(clean).replaceAll(this::parameter);
    }
    return capped(withoutSecretValues(clean), maxChars);
  }

  private String parameter(MatchResult parameter) {
    String name = parameter.group(1);
    return Matcher.quoteReplacement(isSecretKey(name) ? name + "=" + MASK : parameter.group());
  }

  /** The text with every secret pattern masked; the same instance when there is none. */
  public String text(String text) {
    if (isHarmless(text)) {
      return text;
    }
    String result = withoutSecretValues(text);
    Matcher assignment = ASSIGNMENT.matcher(result);
    return assignment.find()
        ? assignment.replaceAll("$1" + Matcher.quoteReplacement(MASK))
        : result;
  }

  private static String withoutSecretValues(String text) {
    if (isHarmless(text)) {
      return text;
    }
    String result = text;
    for (Pattern pattern : SECRET_VALUES) {
      Matcher matcher = pattern.matcher(result);
      if (matcher.find()) {
        result = matcher.replaceAll(MASK);
      }
    }
    Matcher card = CARD.matcher(result);
    while (card.find()) {
      if (isCard(card.group())) {
        return card.replaceAll(number -> isCard(number.group()) ? MASK : number.group());
      }
    }
    return result;
  }

  // most paths and names: too short for a pattern, and nothing in them is assigned
  private static boolean isHarmless(String text) {
    return text.length() < SHORTEST_SECRET && text.indexOf('=') < 0 && text.indexOf(':') < 0;
  }

  // a secret must not survive by straddling the cap
  private static String beginning(CharSequence text, int maxChars) {
    return text.subSequence(0, Math.min(text.length(), 2 * maxChars)).toString();
  }

  private static String capped(String text, int maxChars) {
    return text.length() <= maxChars ? text : text.substring(0, maxChars);
  }

  // by Luhn's check digit, which tells most times and counters apart
  private static boolean isCard(String text) {
    int sum = 0;
    boolean twice = false;
    for (int i = text.length() - 1; i >= 0; i--) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit >= 0) {
        int worth = twice ? 2 * digit : digit;
        sum += worth > 9 ? worth - 9 : worth;
        twice = !twice;
      }
    }
    return sum % 10 == 0;
  }
}
