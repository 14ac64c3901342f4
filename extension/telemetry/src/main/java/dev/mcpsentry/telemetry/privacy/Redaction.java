package dev.mcpsentry.telemetry.privacy;

import dev.mcpsentry.telemetry.privacy.SecretKeys.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secrets by {@value #MASK}: whole values under a telling name, and whatever tells itself
 * inside any text. Thread-safe, and nothing changes but what is remembered of names and texts:
 * those who redact share one. Equal are those that were told the same.
 */
public final class Redaction {

  /** What stands where a secret was; Sentry's own spelling. */
  public static final String MASK = "[Filtered]";

  // how far beyond a cap a secret is looked for that would straddle it
  private static final int LOOK_AHEAD = 4 * 1024;
  private static final int MAX_TOKEN_CHARS = 256;

  private final List<String> extraKeys;
  private final boolean tellsMessages;
  private final SecretKeys keys;
  private final HarmlessTexts harmless = new HarmlessTexts();

  /** Redacts the built-in names and, in any spelling of their words, {@code extraKeys}. */
  public Redaction(List<String> extraKeys) {
    this.extraKeys = List.copyOf(extraKeys);
    this.tellsMessages = true;
    this.keys = new SecretKeys(extraKeys);
  }

  /**
   * As {@link #Redaction(List)}.
   *
   * @param tellsMessages whether what exceptions and failures say leaves at all
   */
  public Redaction(List<String> extraKeys, boolean tellsMessages) {
    this.extraKeys = List.copyOf(extraKeys);
    this.tellsMessages = tellsMessages;
    this.keys = new SecretKeys(extraKeys);
  }

  /**
   * Whether what exceptions and failures say may leave, redacted; where not, their types and stacks
   * still do.
   */
  public boolean tellsMessages() {
    return tellsMessages;
  }

  /** Whether a text under this name must not be recorded at all. */
  public boolean isSecretKey(String key) {
    return keys.of(key).isSecret();
  }

  /** Whether this value under this name must not be recorded; a count of tokens may. */
  public boolean isSecret(String key, @Nullable Object value) {
    Verdict verdict = keys.of(key);
    return verdict == Verdict.UNLESS_NUMBER ? !(value instanceof Number) : verdict.isSecret();
  }

  /** Whether the number is one that nobody should see, such as a payment card's. */
  public boolean isSecretNumber(long number) {
    return CheckedNumbers.isCard(number);
  }

  /**
   * The beginning of the text, at most {@code maxChars} of it, with every secret masked. The cost
   * is bounded by the cap, and a secret does not survive by straddling it: what the cap would cut
   * in the middle goes as a whole.
   */
  public String text(CharSequence text, int maxChars) {
    int length = text.length();
    if (length <= maxChars && harmless.contain(text)) {
      return text.toString();
    }
    int window = (int) Math.min(length, (long) maxChars + LOOK_AHEAD);
    CharSequence beginning = window == length ? text : text.subSequence(0, window);
    MaskedRanges secrets = SecretScan.mayHold(beginning) ? SecretScan.of(beginning, keys) : null;
    if (secrets == null && length <= maxChars) {
      harmless.add(text);
      return text.toString();
    }
    int end = window == length ? length : tokenStart(beginning, window);
    CharSequence clean =
        secrets == null ? beginning.subSequence(0, end) : secrets.mask(beginning, end);
    return clean.length() <= maxChars
        ? clean.toString()
        : clean.subSequence(0, tokenStart(clean, maxChars)).toString();
  }

  /** The text with every secret masked; the same instance when there is none. */
  public String text(String text) {
    return text(text, Integer.MAX_VALUE);
  }

  /** As {@link #text(CharSequence, int)}, for an address or a part of one. */
  public String url(String url, int maxChars) {
    return text(url, maxChars);
  }

  /** The beginning of a text that is not redacted yet, without the token a cut leaves half of. */
  public static String beginning(String text, int maxChars) {
    return text.length() <= maxChars ? text : text.substring(0, tokenStart(text, maxChars));
  }

  // where the token begins that a cut here would leave half of; one without end is just cut
  private static int tokenStart(CharSequence text, int cut) {
    int start = cut;
    if (cut >= text.length() || !isSeparator(text.charAt(cut))) {
      while (start > 0 && cut - start < MAX_TOKEN_CHARS && !isSeparator(text.charAt(start - 1))) {
        start--;
      }
    }
    int end = start == 0 || cut - start >= MAX_TOKEN_CHARS ? cut : start;
    return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  private static boolean isSeparator(char c) {
    return SecretScan.isSpace(c) || ",;\"'<>(){}|&".indexOf(c) >= 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Redaction redaction
        && extraKeys.equals(redaction.extraKeys)
        && tellsMessages == redaction.tellsMessages;
  }

  @Override
  public int hashCode() {
    return extraKeys.hashCode();
  }

  @Override
  public String toString() {
    return "Redaction" + extraKeys;
  }
}
