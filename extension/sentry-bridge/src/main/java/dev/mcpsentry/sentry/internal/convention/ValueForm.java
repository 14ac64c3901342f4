package dev.mcpsentry.sentry.internal.convention;

import dev.mcpsentry.sentry.internal.json.JsonBytes;

/**
 * How an attribute's value is written as JSON, which has no NaN and no infinity: these are strings.
 *
 * <p>{@link #TYPED}: span v2, logs and trace metrics, where Sentry removes a value that contradicts
 * its type.
 */
public enum ValueForm {
  /** The value itself, as in the {@code data} of a transaction's spans. */
  PLAIN {
    @Override
    JsonBytes begin(JsonBytes json, ValueType type) {
      return json;
    }

    @Override
    void end(JsonBytes json) {}

    @Override
    boolean isTaken(String key) {
      return key.equals("sentry.op") || key.equals("sentry.origin");
    }
  },
  /** An object that says the value's type. */
  TYPED {
    @Override
    JsonBytes begin(JsonBytes json, ValueType type) {
      return json.raw(type.opening());
    }

    @Override
    void end(JsonBytes json) {
      json.endObject();
    }

    @Override
    boolean isTaken(String key) {
      return key.startsWith("sentry.") || key.equals("host.name") || key.equals("service.name");
    }
  };

  abstract JsonBytes begin(JsonBytes json, ValueType type);

  abstract void end(JsonBytes json);

  /** Whether a key is written with what is the same on everything. */
  abstract boolean isTaken(String key);
}
