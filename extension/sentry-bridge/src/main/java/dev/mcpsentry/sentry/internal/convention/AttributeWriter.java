package dev.mcpsentry.sentry.internal.convention;

import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.telemetry.privacy.DatabaseLiterals;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a span's attributes as members of its {@code data}, leaving out what must stay home: the
 * last place that every name and value passes, whoever made the span. Each span has room for
 * {@value #MAX_SPAN_BYTES} bytes; what finds none is counted. One instance serves one thread.
 */
public final class AttributeWriter implements BiConsumer<AttributeKey<?>, Object> {

  public static final int MAX_VALUE_CHARS = 16 * 1024;

  private static final int MAX_EVENT_CHARS = 4 * 1024;
  private static final int MAX_KEY_CHARS = 200;
  private static final int MAX_LIST = 50;
  // Sentry takes items of at most 1 MiB; the last value may still exceed this by its own length
  private static final int MAX_SPAN_BYTES = 384 * 1024;

  private static final String ELLIPSIS = "…";

  private final JsonBytes json;
  private final ValueForm form;
  private final boolean sendDefaultPii;
  private final Redaction redaction;
  private Attributes attributes = Attributes.empty();
  private boolean serverSide;
  private boolean mcp;
  private boolean database;
  private int end;
  private int dropped;

  public AttributeWriter(
      JsonBytes json, ValueForm form, boolean sendDefaultPii, Redaction redaction) {
    this.json = json;
    this.form = form;
    this.sendDefaultPii = sendDefaultPii;
    this.redaction = redaction;
  }

  /** Says whose attributes come next. */
  public AttributeWriter of(SpanKind kind, Family family, Attributes of) {
    serverSide = kind == SpanKind.SERVER;
    mcp = family == Family.MCP;
    attributes = of;
    database = false;
    end = json.length() + MAX_SPAN_BYTES;
    dropped = 0;
    return this;
  }

  /** Says whose attributes come next: an event's of the same span. */
  public AttributeWriter ofEvent(Attributes of) {
    attributes = of;
    return this;
  }

  /** Says whether a database wrote the texts that come next. */
  public AttributeWriter ofDatabase(boolean writtenByDatabase) {
    database = writtenByDatabase;
    return this;
  }

  /** How many attributes of the span found no room. */
  public int dropped() {
    return dropped;
  }

  /** Whether one more attribute finds room; counts it when it does not. */
  public boolean hasRoom() {
    if (json.length() < end) {
      return true;
    }
    dropped++;
    return false;
  }

  @Override
  public void accept(AttributeKey<?> attribute, Object value) {
    String key = attribute.getKey();
    if (staysHome(key) || !hasRoom()) {
      return;
    }
    switch (key) {
      case "mcp.sentry.stream" -> {}
      case "mcp.sentry.failure" -> text("mcp.failure", value.toString(), MAX_VALUE_CHARS);
      // JSON-RPC's version has no business there, whoever wrote it
      case "network.protocol.version" -> {
        if (!(mcp && value.equals("2.0"))) {
          write(key, value);
        }
      }
      default -> {
        if (isHeader(key) && !(value instanceof List<?>)) {
          write(key, List.of(value));
        } else {
          write(key, value);
        }
      }
    }
  }

  /** Writes an attribute of a span event. The stack trace of an exception is for the issue only. */
  public void event(AttributeKey<?> attribute, Object value) {
    String key = attribute.getKey();
    if (key.equals("exception.stacktrace") || staysHome(key) || !hasRoom()) {
      return;
    }
    if (isSecret(key, value)) {
      text(key, Redaction.MASK, MAX_EVENT_CHARS);
    } else {
      text(key, value.toString(), MAX_EVENT_CHARS);
    }
  }

  /** Writes a text under a name, both redacted and capped. */
  public void text(String key, String text, int maxChars) {
    json.key(redaction.text(key, MAX_KEY_CHARS));
    text(text, maxChars);
  }

  /** Writes a flag of ours. */
  public void flag(String key, boolean value) {
    form.flag(json.key(key), value);
  }

  /** Writes a number of ours. */
  public void number(String key, long value) {
    form.number(json.key(key), value);
  }

  /** Writes a number of ours. */
  public void number(String key, double value) {
    form.number(json.key(key), value);
  }

  /** Writes a word of ours, unless it is null. */
  public void word(String key, @Nullable String value) {
    if (value != null) {
      form.text(json.key(key), value);
    }
  }

  private void text(String text, int maxChars) {
    form.text(json, clean(text, maxChars));
  }

  private String clean(String text, int maxChars) {
    String clean = redaction.text(text, maxChars);
    if (database) {
      clean = DatabaseLiterals.mask(clean);
    }
    return text.length() <= maxChars ? clean : clean + ELLIPSIS;
  }

  public boolean isSecret(String key, Object value) {
    return redaction.isSecret(key, value) || key.endsWith("value") && isToldBeside(key);
  }

  // key=password value=..., as attributes of their own
  private boolean isToldBeside(String key) {
    String prefix = key.substring(0, key.length() - "value".length());
    return isSecretName(attributes.get(AttributeKey.stringKey(prefix + "key")))
        || isSecretName(attributes.get(AttributeKey.stringKey(prefix + "name")));
  }

  private boolean isSecretName(@Nullable String name) {
    return name != null && name.length() <= MAX_KEY_CHARS && redaction.isSecretKey(name);
  }

  private boolean staysHome(String key) {
    return isPersonal(key) && !sendDefaultPii || isArgumentHeader(key) || form.isTaken(key);
  }

  private boolean isPersonal(String key) {
    return switch (key) {
      case "client.address", "client.port", "http.client_ip" -> true;
      case "network.peer.address", "network.peer.port", "net.sock.peer.addr" -> serverSide;
      default -> key.startsWith("user.") || key.startsWith("enduser.");
    };
  }

  private static boolean isHeader(String key) {
    return key.startsWith("http.request.header.") || key.startsWith("http.response.header.");
  }

  // where MCP 2026-07-28 repeats arguments of tools
  private static boolean isArgumentHeader(String key) {
    return key.startsWith("http.request.header.mcp-param-")
        || key.startsWith("http.request.header.mcp_param_");
  }

  private void write(String key, Object value) {
    if (isSecret(key, value)) {
      text(key, Redaction.MASK, MAX_VALUE_CHARS);
      return;
    }
    json.key(redaction.text(key, MAX_KEY_CHARS));
    if (value instanceof List<?> list) {
      form.beginList(json);
      boolean numbers = list.stream().noneMatch(this::isSecretNumber);
      boolean option = false;
      for (Object element : list.subList(0, Math.min(list.size(), MAX_LIST))) {
        if (json.length() > end) {
          break;
        }
        if (option) {
          json.value(Redaction.MASK);
        } else {
          element(element, numbers);
        }
        option = element instanceof String text && isSecretOption(text);
      }
      form.endList(json);
    } else {
      scalar(value);
    }
  }

  // a command line's, whose value is the next element
  private boolean isSecretOption(String element) {
    return element.startsWith("--")
        && element.length() <= MAX_KEY_CHARS
        && element.indexOf('=') < 0
        && redaction.isSecretKey(element);
  }

  private void scalar(Object value) {
    if (value instanceof Long number && !isSecretNumber(number)) {
      form.number(json, number.longValue());
    } else if (value instanceof Boolean flag) {
      form.flag(json, flag.booleanValue());
    } else if (value instanceof Double number) {
      form.number(json, number.doubleValue());
    } else {
      text(value.toString(), MAX_VALUE_CHARS);
    }
  }

  // all of one type, as a list that says its type must be
  private void element(Object value, boolean asNumber) {
    if (value instanceof Long number && asNumber) {
      json.value(number.longValue());
    } else if (value instanceof Boolean flag) {
      json.value(flag.booleanValue());
    } else if (value instanceof Double number && Double.isFinite(number)) {
      json.value(number.doubleValue());
    } else {
      json.value(clean(value.toString(), MAX_VALUE_CHARS));
    }
  }

  private boolean isSecretNumber(Object value) {
    return value instanceof Long number && redaction.isSecretNumber(number);
  }
}
