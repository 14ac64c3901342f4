package dev.mcpsentry.sentry.internal.log;

import dev.mcpsentry.sentry.internal.convention.AgentCat;
import dev.mcpsentry.sentry.internal.convention.AttributeWriter;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.McpNames;
import dev.mcpsentry.sentry.internal.convention.ValueForm;
import dev.mcpsentry.sentry.internal.envelope.About;
import dev.mcpsentry.sentry.internal.json.JsonBytes;
import dev.mcpsentry.telemetry.privacy.DatabaseLiterals;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes log records as a container of Sentry's logs. Rules: Sentry's developer documentation on
 * logs. One instance serves one thread.
 */
final class LogWriter {

  static final AttributeKey<String> TEMPLATE = AttributeKey.stringKey("log.body.template");

  private static final AttributeKey<String> SERVER_ADDRESS =
      AttributeKey.stringKey("server.address");
  // parameters on their own do not tell which is a secret
  private static final Set<String> ELSEWHERE =
      Set.of("exception.stacktrace", "log.body.template", "log.body.parameters");

  private static final int MAX_BODY_CHARS = 16 * 1024;
  private static final int MAX_NAME_CHARS = 200;

  private final JsonBytes json = new JsonBytes();
  private final About about;
  private final String traceId;
  private final AttributeWriter attributes;
  private final Identity identity;
  private final AgentCat agentCat;
  private final Redaction redaction;
  private final LoggedRules rules;
  private int count;
  private boolean open;

  /**
   * @param traceId the trace of what was logged outside of any
   */
  LogWriter(
      About about,
      String traceId,
      Identity identity,
      AgentCat agentCat,
      Redaction redaction,
      LoggedRules rules) {
    this.agentCat = agentCat;
    this.identity = identity;
    this.rules = rules;
    this.about = about;
    this.traceId = traceId;
    this.redaction = redaction;
    this.attributes =
        new AttributeWriter(json, ValueForm.TYPED, identity, McpNames.CURRENT_AND_OLDER, redaction);
  }

  int count() {
    return count;
  }

  int bytes() {
    return json.length();
  }

  /** Adds a record to the container; one that cannot be written leaves nothing behind. */
  void add(LoggedRecord record) {
    if (!open) {
      json.clear().beginObject().key("items").beginArray();
      open = true;
      count = 0;
    }
    int before = json.length();
    try {
      write(record);
      count++;
    } catch (RuntimeException | Error problem) {
      json.rewind(before);
      throw problem;
    }
  }

  /** Completes the container; valid until the next is added. */
  JsonBytes complete() {
    open = false;
    count = 0;
    return json.endArray().endObject();
  }

  private void write(LoggedRecord record) {
    SpanContext span = record.data().getSpanContext();
    json.beginObject().key("timestamp").seconds(record.epochNanos());
    json.field("trace_id", span.isValid() ? span.getTraceId() : traceId);
    if (span.isValid()) {
      json.field("span_id", span.getSpanId());
    }
    int severity = record.severityNumber();
    json.field("level", level(severity));
    json.field("severity_number", severity == 0 ? 9 : severity);
    json.key("body").value(clean(record.text()));
    json.key("attributes").beginObject();
    Attributes given = record.data().getAttributes();
    attributes.of(given);
    given.forEach(
        (key, value) -> {
          if (!ELSEWHERE.contains(key.getKey())) {
            attributes.accept(key, value);
          }
        });
    rules
        .of(given)
        .forEach(told -> attributes.accept(AttributeKey.stringKey(told.key()), told.value()));
    template(given);
    String user = record.user(identity);
    attributes.user(user);
    attributes.fields(agentCat.ofRecord(given, user));
    attributes.text(
        "logger.name", record.data().getInstrumentationScopeInfo().getName(), MAX_NAME_CHARS);
    attributes.word("sentry.origin", "auto.log.opentelemetry");
    if (given.get(SERVER_ADDRESS) == null) {
      attributes.word("server.address", about.serverName());
    }
    if (attributes.dropped() > 0) {
      attributes.number("otel.dropped_attributes_count", attributes.dropped());
    }
    json.raw(about.attributes()).endObject().endObject();
  }

  private void template(Attributes given) {
    String template = given.get(TEMPLATE);
    if (template != null) {
      attributes.text("sentry.message.template", template, MAX_BODY_CHARS);
    }
  }

  private String clean(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String clean = redaction.text(text, MAX_BODY_CHARS);
    return DatabaseLiterals.areIn(clean) ? DatabaseLiterals.mask(clean) : clean;
  }

  // the OpenTelemetry logs data model's ranges
  static String level(int severityNumber) {
    if (severityNumber == 0) {
      return "info";
    }
    return switch ((severityNumber - 1) / 4) {
      case 0 -> "trace";
      case 1 -> "debug";
      case 2 -> "info";
      case 3 -> "warn";
      case 4 -> "error";
      default -> "fatal";
    };
  }
}
