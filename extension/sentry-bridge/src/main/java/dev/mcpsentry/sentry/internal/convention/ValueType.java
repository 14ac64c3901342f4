package dev.mcpsentry.sentry.internal.convention;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Types of attributes as Sentry names them. */
enum ValueType {
  STRING,
  INTEGER,
  DOUBLE,
  BOOLEAN,
  ARRAY;

  private final byte[] opening =
      ("{\"type\":\"" + name().toLowerCase(Locale.ROOT) + "\",\"value\":")
          .getBytes(StandardCharsets.US_ASCII);

  /** JSON up to where the value stands. */
  byte[] opening() {
    return opening;
  }
}
