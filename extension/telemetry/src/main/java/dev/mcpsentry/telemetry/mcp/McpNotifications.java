package dev.mcpsentry.telemetry.mcp;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_LOGGING_DATA_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_LOGGING_LEVEL;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_LOGGING_LOGGER;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_PROGRESS_CURRENT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_PROGRESS_TOTAL;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_RESOURCE_URI;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SERVER_NAME;

import dev.mcpsentry.telemetry.options.McpOptions;
import dev.mcpsentry.telemetry.privacy.ContentWriter;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.semconv.McpMethods;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notes notifications on the operation they belong to, as span events, and log messages as log
 * records too.
 */
final class McpNotifications {

  private static final int MAX_NAME_CHARS = 256;

  private final Logger logger;
  private final McpOptions options;
  private final Redaction redaction;
  private final ContentWriter content;

  McpNotifications(Logger logger, McpOptions options, Redaction redaction) {
    this.logger = logger;
    this.options = options;
    this.redaction = redaction;
    this.content = new ContentWriter(redaction);
  }

  void note(
      McpDirection direction, McpNotification notification, McpSession session, Context context) {
    McpOperation operation = operation(direction, notification, session, context);
    Attributes attributes = attributes(notification);
    if (operation != null) {
      operation.span().addEvent(redaction.text(notification.method(), MAX_NAME_CHARS), attributes);
    }
    if (notification.method().equals(McpMethods.MESSAGE)) {
      log(notification, attributes, session, operation == null ? context : operation.context());
    }
  }

  // sent: by the handler that runs; received: while we wait for the answer of the one it names
  private static @Nullable McpOperation operation(
      McpDirection direction, McpNotification notification, McpSession session, Context context) {
    McpOperation around = McpOperation.fromContext(context);
    if (direction == McpDirection.SENT) {
      return around;
    }
    McpOperation awaited =
        session
            .open(McpDirection.SENT)
            .findByProgressToken(
                notification.method().equals(McpMethods.PROGRESS)
                    ? notification.param("progressToken")
                    : null);
    return awaited == null ? around : awaited;
  }

  private void log(
      McpNotification notification, Attributes attributes, McpSession session, Context context) {
    String level = level(notification);
    LogRecordBuilder record =
        logger
            .logRecordBuilder()
            .setContext(context)
            .setSeverity(severity(level))
            .setSeverityText(level == null ? "" : level)
            .setAllAttributes(attributes)
            .setAttribute(MCP_METHOD_NAME, redaction.text(notification.method(), MAX_NAME_CHARS))
            .setAttribute(APP_TRANSPORT, session.transport().label());
    McpPeer server = session.server();
    if (server != null && server.name() != null) {
      record.setAttribute(MCP_SERVER_NAME, redaction.text(server.name(), MAX_NAME_CHARS));
    }
    if (options.captureLogMessages()) {
      record.setBody(content.text("data", notification.param("data")));
    }
    record.emit();
  }

  private Attributes attributes(McpNotification notification) {
    return switch (notification.method()) {
      case McpMethods.PROGRESS -> progress(notification);
      case McpMethods.MESSAGE -> message(notification);
      case McpMethods.RESOURCES_UPDATED -> resource(notification);
      default -> Attributes.empty();
    };
  }

  private Attributes resource(McpNotification notification) {
    String uri = notification.text("uri");
    return uri == null
        ? Attributes.empty()
        : Attributes.of(MCP_RESOURCE_URI, McpSpans.resourceUri(uri, redaction));
  }

  private static Attributes progress(McpNotification notification) {
    AttributesBuilder attributes = Attributes.builder();
    if (notification.param("progress") instanceof Number current) {
      attributes.put(MCP_PROGRESS_CURRENT, current.doubleValue());
    }
    if (notification.param("total") instanceof Number total) {
      attributes.put(MCP_PROGRESS_TOTAL, total.doubleValue());
    }
    return attributes.build();
  }

  private Attributes message(McpNotification notification) {
    AttributesBuilder attributes = Attributes.builder();
    String level = level(notification);
    if (level != null) {
      attributes.put(MCP_LOGGING_LEVEL, level.toLowerCase(Locale.ROOT));
    }
    String name = notification.text("logger");
    if (name != null) {
      attributes.put(MCP_LOGGING_LOGGER, redaction.text(name, MAX_NAME_CHARS));
    }
    attributes.put(MCP_LOGGING_DATA_TYPE, type(notification.param("data")));
    return attributes.build();
  }

  // null unless it is one of MCP's
  private static @Nullable String level(McpNotification notification) {
    String level = notification.text("level");
    return severity(level) == Severity.UNDEFINED_SEVERITY_NUMBER ? null : level;
  }

  private static String type(@Nullable Object data) {
    if (data instanceof String) {
      return "string";
    }
    if (data instanceof Number) {
      return "number";
    }
    return data instanceof Map<?, ?> ? "object" : data == null ? "null" : "other";
  }

  /** MCP has the levels of syslog; by the OpenTelemetry logs data model, appendix B. */
  static Severity severity(@Nullable String level) {
    return switch (level == null ? "" : level.toLowerCase(Locale.ROOT)) {
      case "debug" -> Severity.DEBUG;
      case "info" -> Severity.INFO;
      case "notice" -> Severity.INFO2;
      case "warning" -> Severity.WARN;
      case "error" -> Severity.ERROR;
      case "critical" -> Severity.ERROR2;
      case "alert" -> Severity.ERROR3;
      case "emergency" -> Severity.FATAL;
      default -> Severity.UNDEFINED_SEVERITY_NUMBER;
    };
  }
}
