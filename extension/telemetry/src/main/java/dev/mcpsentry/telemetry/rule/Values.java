package dev.mcpsentry.telemetry.rule;

import dev.mcpsentry.telemetry.privacy.Redaction;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Plain values as texts. */
final class Values {

  /** More of a text is not looked at. */
  static final int MAX_CHARS = 4 * 1024;

  private static final int MAX_BITS = 1024;

  private Values() {}

  /** The text of a plain value, capped; null of an empty one, and of maps, lists and the rest. */
  static @Nullable String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text.isEmpty() ? null : Redaction.beginning(text, MAX_CHARS);
    }
    return value instanceof Boolean || value instanceof Number number && isShort(number)
        ? value.toString()
        : null;
  }

  // to write a number with a million digits takes its time
  private static boolean isShort(Number number) {
    return number instanceof BigDecimal decimal
        ? decimal.unscaledValue().bitLength() <= MAX_BITS
        : !(number instanceof BigInteger whole) || whole.bitLength() <= MAX_BITS;
  }
}
