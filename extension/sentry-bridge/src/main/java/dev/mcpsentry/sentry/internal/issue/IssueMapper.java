package dev.mcpsentry.sentry.internal.issue;

import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_CONSTRAINT_PREFIX;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ROUTE_GROUP;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_CLIENT_FAMILY;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_SERVER_MODE_PREFIX;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_SERVER_VERSION;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_TYPE;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_PROMPT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_TOOL_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_CLIENT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_RESOURCE_URI;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SERVER_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.NETWORK_TRANSPORT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.RPC_RESPONSE_STATUS_CODE;

import dev.mcpsentry.sentry.internal.convention.Keys;
import dev.mcpsentry.sentry.internal.convention.RecordedException;
import dev.mcpsentry.sentry.internal.convention.TypedSpan;
import dev.mcpsentry.telemetry.error.FailureEffect;
import dev.mcpsentry.telemetry.error.FailureKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.sentry.SentryLevel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an issue says about a failed span. Pure. */
final class IssueMapper {

  private static final AttributeKey<String> EXCEPTION_TYPE =
      AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> EXCEPTION_MESSAGE =
      AttributeKey.stringKey("exception.message");

  private static final List<AttributeKey<String>> TAGS =
      List.of(
          MCP_METHOD_NAME,
          MCP_CLIENT_NAME,
          MCP_SERVER_NAME,
          GEN_AI_TOOL_NAME,
          GEN_AI_PROMPT_NAME,
          NETWORK_TRANSPORT,
          Keys.HTTP_ROUTE,
          APP_ROUTE_GROUP,
          APP_CLIENT_FAMILY,
          APP_SERVER_VERSION);

  private static final List<String> TAG_PREFIXES =
      List.of(APP_SERVER_MODE_PREFIX, APP_CONSTRAINT_PREFIX);

  private IssueMapper() {}

  /** The issue of an MCP operation that failed with a kind that is captured, and as what. */
  static Issue operation(TypedSpan typed, FailureKind kind, FailureEffect effect) {
    SpanData span = typed.data();
    Attributes attributes = span.getAttributes();
    String method = orEmpty(attributes.get(MCP_METHOD_NAME));
    Throwable throwable = RecordedException.of(span);
    String type = syntheticType(span, kind);
    return new Issue(
        throwable,
        type,
        syntheticMessage(span),
        span.getEndEpochNanos(),
        SentryLevel.valueOf(effect.level().toUpperCase(Locale.ROOT)),
        effect.handled(),
        "auto.ai.mcp_server",
        mechanismData(attributes, kind.mechanismErrorType(method)),
        span.getName(),
        trace(typed),
        tags(typed),
        throwable != null ? List.of() : fingerprint(simple(type), span.getName(), method),
        null);
  }

  /** The issue of an exception that escaped a handler which is not MCP's. */
  static Issue escaped(TypedSpan span, String transaction, Throwable throwable) {
    return new Issue(
        throwable,
        "",
        "",
        span.data().getEndEpochNanos(),
        SentryLevel.ERROR,
        false,
        "auto.opentelemetry.exception",
        Map.of(),
        transaction,
        trace(span),
        Map.of(),
        List.of(),
        null);
  }

  /**
   * The issue of an exception that the application recorded and dealt with: with the tags of the
   * operation around it, and what else the event says.
   *
   * @param root the span it happened in or below of that began it all; null when it is not known
   */
  static Issue recorded(
      TypedSpan span,
      EventData event,
      Throwable throwable,
      @Nullable TypedSpan root,
      @Nullable String transaction) {
    AttributesBuilder extras = RecordedException.attributes(event).toBuilder();
    extras.removeIf(key -> key.getKey().startsWith("exception."));
    return new Issue(
            throwable,
            "",
            "",
            event.getEpochNanos(),
            SentryLevel.ERROR,
            true,
            "auto.opentelemetry.exception",
            Map.of(),
            transaction,
            trace(span),
            root != null && root.isOperation() ? tags(root) : Map.of(),
            List.of(),
            null)
        .with(extras.build());
  }

  /** The issue of an exception that nobody caught. */
  static Issue crash(Crash crash) {
    return fatal(
        crash.throwable(),
        crash.epochNanos(),
        Map.of("trace_id", crash.traceId(), "span_id", crash.spanId()),
        Map.of("thread.name", crash.thread()));
  }

  /**
   * The issue of what the application logged: without an exception it is grouped by logger and
   * template.
   *
   * @param type the exception's class where it is all that is known of it; else empty
   * @param message the same for its message
   */
  static Issue logged(
      LoggedMessage logged,
      @Nullable Throwable throwable,
      String type,
      String message,
      String traceId,
      String spanId,
      @Nullable String transaction) {
    String template = logged.template() == null ? logged.text() : logged.template();
    return new Issue(
        throwable,
        type,
        message,
        logged.epochNanos(),
        level(logged.severityNumber()),
        true,
        "auto.log.opentelemetry",
        Map.of(),
        transaction,
        Map.of("trace_id", traceId, "span_id", spanId),
        Map.of(),
        throwable == null ? List.of("log", logged.logger(), template) : List.of(),
        logged);
  }

  static SentryLevel level(int severityNumber) {
    if (severityNumber >= 21) {
      return SentryLevel.FATAL;
    }
    if (severityNumber >= 17) {
      return SentryLevel.ERROR;
    }
    if (severityNumber >= 13) {
      return SentryLevel.WARNING;
    }
    return severityNumber >= 9 || severityNumber == 0 ? SentryLevel.INFO : SentryLevel.DEBUG;
  }

  /** The issue of a program that could not start, as its framework caught it. */
  static Issue failedStart(TypedSpan span, Throwable throwable) {
    return fatal(throwable, span.data().getEndEpochNanos(), trace(span), Map.of());
  }

  private static Issue fatal(
      Throwable throwable, long epochNanos, Map<String, Object> trace, Map<String, String> tags) {
    return new Issue(
        throwable,
        "",
        "",
        epochNanos,
        SentryLevel.FATAL,
        false,
        "UncaughtExceptionHandler",
        Map.of(),
        null,
        trace,
        tags,
        List.of(),
        null);
  }

  private static String syntheticType(SpanData span, FailureKind kind) {
    String code = span.getAttributes().get(RPC_RESPONSE_STATUS_CODE);
    if (code != null) {
      return "JsonRpcError_" + code;
    }
    String recorded = RecordedException.attribute(span, EXCEPTION_TYPE);
    return recorded == null ? kind.syntheticType() : recorded;
  }

  /** A class's name without its package. */
  static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static String syntheticMessage(SpanData span) {
    String description = span.getStatus().getDescription();
    return description == null || description.isEmpty()
        ? orEmpty(RecordedException.attribute(span, EXCEPTION_MESSAGE))
        : description;
  }

  // of the span's name, as anybody can make up tools
  private static List<String> fingerprint(String type, String name, String method) {
    return method.isEmpty() || !name.startsWith(method + " ")
        ? List.of("mcp", type, name)
        : List.of("mcp", type, method, name.substring(method.length() + 1));
  }

  private static Map<String, Object> mechanismData(Attributes attributes, String errorType) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("error_type", errorType);
    put(data, "tool_name", attributes.get(GEN_AI_TOOL_NAME));
    put(data, "prompt_name", attributes.get(GEN_AI_PROMPT_NAME));
    put(data, "resource_uri", attributes.get(MCP_RESOURCE_URI));
    return data;
  }

  private static Map<String, String> tags(TypedSpan operation) {
    Attributes attributes = operation.data().getAttributes();
    FailureKind kind = operation.failure();
    Map<String, String> tags = new LinkedHashMap<>();
    put(tags, "mcp.failure", kind == null ? null : kind.attributeValue());
    for (AttributeKey<String> key : TAGS) {
      put(tags, key.getKey(), attributes.get(key));
    }
    attributes.forEach(
        (key, value) -> {
          if (TAG_PREFIXES.stream().anyMatch(key.getKey()::startsWith)) {
            tags.put(key.getKey(), value.toString());
          }
        });
    put(tags, "mcp.tool.name", attributes.get(GEN_AI_TOOL_NAME));
    put(tags, "mcp.prompt.name", attributes.get(GEN_AI_PROMPT_NAME));
    put(tags, "mcp.transport", attributes.get(APP_TRANSPORT));
    put(tags, "error.type", attributes.get(ERROR_TYPE));
    put(tags, "rpc.response.status_code", attributes.get(RPC_RESPONSE_STATUS_CODE));
    return tags;
  }

  private static Map<String, Object> trace(TypedSpan typed) {
    SpanData span = typed.data();
    Map<String, Object> trace = new LinkedHashMap<>();
    trace.put("trace_id", span.getTraceId());
    trace.put("span_id", span.getSpanId());
    if (span.getParentSpanContext().isValid()) {
      trace.put("parent_span_id", span.getParentSpanId());
    }
    trace.put("op", typed.op());
    return trace;
  }

  private static <T> void put(Map<String, T> map, String key, @Nullable T value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
