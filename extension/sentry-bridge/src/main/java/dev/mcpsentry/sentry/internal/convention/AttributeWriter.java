package dev.mcpsentry.sentry.internal.convention;

import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.telemetry.privacy.DatabaseLiterals;
import dev.mcpsentry.telemetry.privacy.ProtocolHeaders;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final int MAX_STATUS_CHARS = 4 * 1024;
  private static final int MAX_KEY_CHARS = 200;
  private static final int MAX_LIST = 50;
  // Sentry takes items of at most 1 MiB; the last value may still exceed this by its own length
  private static final int MAX_SPAN_BYTES = 384 * 1024;

  private static final String REQUEST_HEADER = "http.request.header.";
  private static final String ELLIPSIS = "…";

  private final AttributeSink sink;
  private final Identity identity;
  private final McpNames mcpNames;
  private final Redaction redaction;
  private Attributes attributes = Attributes.empty();
  private Convention convention = Conventions.OTHER;
  private boolean serverSide;
  private boolean database;
  private int end;
  private int dropped;

  /** Writes members of the object that is open. */
  public AttributeWriter(
      JsonBytes json, ValueForm form, Identity identity, McpNames mcpNames, Redaction redaction) {
    this(new JsonAttributes(json, form), identity, mcpNames, redaction);
  }

  public AttributeWriter(
      AttributeSink sink, Identity identity, McpNames mcpNames, Redaction redaction) {
    this.sink = sink;
    this.identity = identity;
    this.mcpNames = mcpNames;
    this.redaction = redaction;
  }

  /** Writes a span's attributes, and what its convention has to say beside them. */
  public void write(TypedSpan span) {
    SpanData data = span.data();
    of(data.getAttributes());
    serverSide = data.getKind() == SpanKind.SERVER;
    convention = span.convention();
    attributes.forEach(this);
    convention.describe(data, this);
  }

  /** Says what comes next: attributes that are not a span's. */
  public AttributeWriter of(Attributes of) {
    serverSide = false;
    convention = Conventions.OTHER;
    attributes = of;
    database = false;
    end = sink.size() + MAX_SPAN_BYTES;
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

  /** Whether Sentry is told of MCP operations by this name. */
  boolean knows(String mcpName) {
    return mcpNames.contain(mcpName);
  }

  /** Whether one more attribute finds room; counts it when it does not. */
  public boolean hasRoom() {
    if (sink.size() < end) {
      return true;
    }
    dropped++;
    return false;
  }

  @Override
  public void accept(AttributeKey<?> attribute, Object value) {
    String key = attribute.getKey();
    if (staysHome(key) || convention.leavesOut(key, value, mcpNames) || !hasRoom()) {
      return;
    }
    switch (key) {
      // what it said of an error is told in words of ours
      case "mcp.sentry.stream",
          "mcp.sentry.oauth",
          "mcp.sentry.skills",
          "http.response.header.www-authenticate" -> {}
      case "mcp.sentry.failure" -> text("mcp.failure", value.toString(), MAX_VALUE_CHARS);
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
    } else if (value instanceof List<?> list) {
      sink.list(redaction.text(key, MAX_KEY_CHARS), clean(list));
    } else {
      text(key, value.toString(), MAX_EVENT_CHARS);
    }
  }

  /** Writes under a name why a span failed, if it says so. */
  public void statusMessage(String key, TypedSpan span) {
    String message = span.data().getStatus().getDescription();
    if (message != null && !message.isEmpty() && redaction.tellsMessages()) {
      database = span.quotesData(message);
      text(key, message, MAX_STATUS_CHARS);
      database = false;
    }
  }

  /** Writes a text under a name, both redacted and capped. */
  public void text(String key, String text, int maxChars) {
    text(key, text, maxChars, ELLIPSIS);
  }

  /** As {@link #text(String, String, int)}; after what the cap leaves of a text comes the rest. */
  void text(String key, String text, int maxChars, String rest) {
    sink.text(redaction.text(key, MAX_KEY_CHARS), clean(text, maxChars, rest));
  }

  /** Writes who asks, as it was decided that he is told of, unless it is null. */
  public void user(@Nullable String user) {
    word("user.id", user);
  }

  /** Writes what somebody else's mapping says beside ours, redacted and capped. */
  public void fields(Map<String, String> fields) {
    fields.forEach((key, value) -> text(key, value, MAX_KEY_CHARS));
  }

  /** Writes a flag of ours. */
  public void flag(String key, boolean value) {
    sink.flag(key, value);
  }

  /** Writes a number of ours. */
  public void number(String key, long value) {
    sink.number(key, value);
  }

  /** Writes a number of ours. */
  public void number(String key, double value) {
    sink.number(key, value);
  }

  /** Writes a word of ours, unless it is null. */
  public void word(String key, @Nullable String value) {
    if (value != null) {
      sink.text(key, value);
    }
  }

  private String clean(String text, int maxChars) {
    return clean(text, maxChars, ELLIPSIS);
  }

  private String clean(String text, int maxChars, String rest) {
    String clean = redaction.text(text, maxChars);
    if (database) {
      clean = DatabaseLiterals.mask(clean);
    }
    return text.length() <= maxChars ? clean : clean + rest;
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
    return identity.staysHome(key, serverSide)
        || isMessage(key) && !redaction.tellsMessages()
        || isArgumentHeader(key)
        || sink.isTaken(key);
  }

  private static boolean isMessage(String key) {
    return key.equals("exception.message") || key.equals("error.message");
  }

  private static boolean isHeader(String key) {
    return key.startsWith(REQUEST_HEADER) || key.startsWith("http.response.header.");
  }

  private static boolean isArgumentHeader(String key) {
    return key.startsWith(REQUEST_HEADER)
        && ProtocolHeaders.repeatsArgument(key.substring(REQUEST_HEADER.length()));
  }

  /** Writes a value of whatever type under a name, redacted and capped. */
  void write(String key, Object value) {
    if (isSecret(key, value)) {
      text(key, Redaction.MASK, MAX_VALUE_CHARS);
      return;
    }
    String name = redaction.text(key, MAX_KEY_CHARS);
    if (value instanceof List<?> list) {
      sink.list(name, clean(list));
    } else if (value instanceof Long number && !redaction.isSecretNumber(number)) {
      sink.number(name, number.longValue());
    } else if (value instanceof Boolean flag) {
      sink.flag(name, flag.booleanValue());
    } else if (value instanceof Double number) {
      sink.number(name, number.doubleValue());
    } else {
      sink.text(name, clean(value.toString(), MAX_VALUE_CHARS));
    }
  }

  // all of one type
  private List<Object> clean(List<?> list) {
    List<Object> clean = new ArrayList<>(Math.min(list.size(), MAX_LIST));
    boolean asTheyAre = list.stream().allMatch(this::isHarmless);
    boolean option = false;
    int room = end - sink.size();
    for (Object element : list.subList(0, Math.min(list.size(), MAX_LIST))) {
      if (room < 0) {
        break;
      }
      if (asTheyAre) {
        clean.add(element);
      } else {
        String text = option ? Redaction.MASK : clean(element.toString(), MAX_VALUE_CHARS);
        room -= JsonBytes.mostBytes(text);
        clean.add(text);
      }
      option = element instanceof String text && isSecretOption(text);
    }
    return clean;
  }

  private boolean isHarmless(Object element) {
    return element instanceof Boolean
        || element instanceof Double number && Double.isFinite(number)
        || element instanceof Long number && !redaction.isSecretNumber(number);
  }

  // a command line's, whose value is the next element
  private boolean isSecretOption(String element) {
    return element.startsWith("--")
        && element.length() <= MAX_KEY_CHARS
        && element.indexOf('=') < 0
        && redaction.isSecretKey(element);
  }
}
