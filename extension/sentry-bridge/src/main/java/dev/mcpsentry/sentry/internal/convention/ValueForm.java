package dev.mcpsentry.sentry.internal.convention;

import dev.mcpsentry.sentry.internal.json.JsonBytes;

/**
 * How an attribute's value is written once it may leave.
 *
 * <p>{@link #TYPED}: span v2, logs and trace metrics, where Sentry removes a value that contradicts
 * its type. JSON has no NaN and no infinity: these are strings.
 */
public enum ValueForm {
  /** The value itself, as in the {@code data} of a transaction's spans. */
  PLAIN {
    @Override
    JsonBytes begin(JsonBytes json, String type) {
      return json;
    }

    @Override
    void end(JsonBytes json) {}
  },
  /** An object that says the value's type. */
  TYPED {
    @Override
    JsonBytes begin(JsonBytes json, String type) {
      return json.beginObject().field("type", type).key("value");
    }

    @Override
    void end(JsonBytes json) {
      json.endObject();
    }
  };

  /** Whether a key is ours to write, as on everything else of that form. */
  boolean isTaken(String key) {
    return this == TYPED
        && (key.startsWith("sentry.") || key.equals("host.name") || key.equals("service.name"));
  }

  public void text(JsonBytes json, String value) {
    begin(json, "string").value(value);
    end(json);
  }

  public void number(JsonBytes json, long value) {
    begin(json, "integer").value(value);
    end(json);
  }

  public void number(JsonBytes json, double value) {
    begin(json, Double.isFinite(value) ? "double" : "string").value(value);
    end(json);
  }

  public void flag(JsonBytes json, boolean value) {
    begin(json, "boolean").value(value);
    end(json);
  }

  JsonBytes beginList(JsonBytes json) {
    return begin(json, "array").beginArray();
  }

  void endList(JsonBytes json) {
    json.endArray();
    end(json);
  }

  abstract JsonBytes begin(JsonBytes json, String type);

  abstract void end(JsonBytes json);
}
