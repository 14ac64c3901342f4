package dev.mcpsentry.sentry.internal.trace;

import dev.mcpsentry.sentry.internal.transport.JsonBytes;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Writes a span's attributes as members of its {@code data}, leaving out what must stay home. One
 * instance serves one thread.
 */
final class AttributeWriter implements BiConsumer<AttributeKey<?>, Object> {

  static final int MAX_VALUE_CHARS = 16 * 1024;

  private static final int MAX_EVENT_CHARS = 4 * 1024;
  private static final int MAX_LIST = 50;

  private final JsonBytes json;
  private final boolean sendDefaultPii;
  private final Redaction redaction;
  private boolean serverSide;
  private boolean mcp;

  AttributeWriter(JsonBytes json, boolean sendDefaultPii, Redaction redaction) {
    this.json = json;
    this.sendDefaultPii = sendDefaultPii;
    this.redaction = redaction;
  }

  /** Says whose attributes come next. */
  AttributeWriter of(SpanKind kind, Family family) {
    serverSide = kind == SpanKind.SERVER;
    mcp = family == Family.MCP;
    return this;
  }

  @Override
  public void accept(AttributeKey<?> attribute, Object value) {
    String key = attribute.getKey();
    if (isPersonal(key) && !sendDefaultPii) {
      return;
    }
    switch (key) {
      case "mcp.sentry.failure" -> json.field("mcp.failure", value.toString());
      // JSON-RPC's version has no business there, whoever wrote it
      case "network.protocol.version" -> {
        if (!(mcp && value.equals("2.0"))) {
          write(key, value);
        }
      }
      case "url.full", "url.query", "url.path", "http.url", "http.target" ->
          json.key(key).value(redaction.url(value.toString(), MAX_VALUE_CHARS));
      default -> {
        if (!isHeader(key)) {
          write(key, value);
        } else if (redaction.isSecretKey(key)) {
          json.field(key, Redaction.MASK);
        } else {
          header(key, value);
        }
      }
    }
  }

  /** Writes an attribute of a span event. The stack trace of an exception is for the issue only. */
  void event(AttributeKey<?> attribute, Object value) {
    String key = attribute.getKey();
    if (key.equals("exception.stacktrace") || (isPersonal(key) && !sendDefaultPii)) {
      return;
    }
    boolean text = value instanceof String || value instanceof List<?>;
    if (text && redaction.isSecretKey(key)) {
      json.field(key, Redaction.MASK);
    } else {
      json.key(key).value(redaction.text(value.toString(), MAX_EVENT_CHARS));
    }
  }

  private void header(String key, Object value) {
    json.key(key).beginArray();
    List<?> values = value instanceof List<?> list ? list : List.of(value);
    for (Object element : values.subList(0, Math.min(values.size(), MAX_LIST))) {
      json.value(redaction.url(element.toString(), MAX_VALUE_CHARS));
    }
    json.endArray();
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

  private void write(String key, Object value) {
    json.key(key);
    if (value instanceof List<?> list) {
      json.beginArray();
      for (Object element : list.subList(0, Math.min(list.size(), MAX_LIST))) {
        scalar(element);
      }
      json.endArray();
    } else {
      scalar(value);
    }
  }

  private void scalar(Object value) {
    if (value instanceof Long number) {
      json.value(number.longValue());
    } else if (value instanceof Boolean flag) {
      json.value(flag.booleanValue());
    } else if (value instanceof Double number) {
      json.value(number.doubleValue());
    } else {
      json.value(value.toString(), MAX_VALUE_CHARS);
    }
  }
}
