package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.GEN_AI_OPERATION_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_STREAM;

import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * What a span is to Sentry.
 *
 * <p>Rules for MCP: Sentry's MCP dashboards, which filter {@code mcp.server} exactly; {@code
 * mcp.client} is our own and stays outside of them. Rules for the rest: Sentry's span operations.
 *
 * @param op the operation
 * @param text what the span did: a transaction's name, a span's description
 * @param source where the name comes from, for a transaction
 * @param origin what made the span
 */
public record SpanDescription(String op, String text, String source, String origin) {

  private static final int MAX_TEXT_CHARS = 4 * 1024;
  private static final String URL = "url";
  private static final String OPENTELEMETRY = "auto.opentelemetry";

  /** The text as it may leave. */
  public String text(Redaction redaction) {
    return redaction.text(text, MAX_TEXT_CHARS);
  }

  public static SpanDescription of(SpanData span) {
    Attributes attributes = span.getAttributes();
    return switch (Family.of(span)) {
      case MCP -> mcp(span);
      case GEN_AI -> plain("gen_ai." + attributes.get(GEN_AI_OPERATION_NAME), span.getName());
      case HTTP -> http(span, attributes);
      case DATABASE -> plain("db", databaseText(span, attributes));
      case MESSAGING -> messaging(span, attributes);
      case RPC -> plain(span.getKind() == SpanKind.SERVER ? "rpc.server" : "rpc", span.getName());
      case OTHER -> plain("function", span.getName());
    };
  }

  private static SpanDescription mcp(SpanData span) {
    return span.getKind() == SpanKind.SERVER
        ? new SpanDescription("mcp.server", span.getName(), "route", "auto.function.mcp_server")
        : new SpanDescription("mcp.client", span.getName(), "route", "auto.function.mcp_client");
  }

  private static SpanDescription http(SpanData span, Attributes attributes) {
    if (isStream(span)) {
      String route = attributes.get(Keys.HTTP_ROUTE);
      String path = route == null ? attributes.get(Keys.URL_PATH) : route;
      return new SpanDescription(
          "mcp.stream", path == null ? "stream" : "stream " + path, "route", OPENTELEMETRY);
    }
    String op = span.getKind() == SpanKind.SERVER ? "http.server" : "http.client";
    String route = attributes.get(Keys.HTTP_ROUTE);
    String target = route;
    if (target == null) {
      target = attributes.get(span.getKind() == SpanKind.SERVER ? Keys.URL_PATH : Keys.URL_FULL);
    }
    String text =
        target == null
            ? span.getName()
            : attributes.get(Keys.HTTP_REQUEST_METHOD) + " " + withoutQuery(target);
    return new SpanDescription(op, text, route == null ? URL : "route", OPENTELEMETRY);
  }

  /** Whether it is a request that only kept a stream open, so that its time means nothing. */
  public static boolean isStream(SpanData span) {
    return Boolean.TRUE.equals(span.getAttributes().get(MCP_SENTRY_STREAM));
  }

  private static String withoutQuery(String url) {
    int query = url.indexOf('?', endOfUser(url));
    return query < 0 ? url : url.substring(0, query);
  }

  // a question mark in a password must not hide that it is one
  private static int endOfUser(String url) {
    int authority = url.indexOf("://");
    int slash = authority < 0 ? -1 : url.indexOf('/', authority + 3);
    int at = authority < 0 ? -1 : url.lastIndexOf('@', slash < 0 ? url.length() : slash);
    return Math.max(0, at);
  }

  private static String databaseText(SpanData span, Attributes attributes) {
    String text = firstOf(attributes.get(Keys.DB_QUERY_TEXT), attributes.get(Keys.DB_STATEMENT));
    text = firstOf(text, attributes.get(Keys.DB_QUERY_SUMMARY));
    return text == null ? span.getName() : text;
  }

  private static SpanDescription messaging(SpanData span, Attributes attributes) {
    String op =
        switch (span.getKind()) {
          case PRODUCER -> "queue.publish";
          case CONSUMER ->
              "receive".equals(attributes.get(Keys.MESSAGING_OPERATION_TYPE))
                  ? "queue.receive"
                  : "queue.process";
          default -> "queue";
        };
    String destination = attributes.get(Keys.MESSAGING_DESTINATION);
    return new SpanDescription(
        op, destination == null ? span.getName() : destination, "task", OPENTELEMETRY);
  }

  private static SpanDescription plain(String op, String text) {
    return new SpanDescription(op, text, "custom", OPENTELEMETRY);
  }

  private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
    return first == null ? second : first;
  }
}
