package dev.mcpsentry.sentry.internal.convention;

import java.util.List;

/** Where attributes go that may leave: keys and values are clean and capped. */
public interface AttributeSink {

  /** Bytes or characters so far; only grows while a span is written. */
  int size();

  /** Whether a key is ours to write, as on everything else that goes there. */
  boolean isTaken(String key);

  void text(String key, String value);

  void number(String key, long value);

  void number(String key, double value);

  void flag(String key, boolean value);

  /**
   * @param values texts, whole numbers, fractions or flags: all of one type
   */
  void list(String key, List<?> values);
}
