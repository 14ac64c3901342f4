package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_STREAM;

import dev.mcpsentry.telemetry.error.FailureKind;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests over HTTP, by method and route, with Sentry's table of status codes. A request that only
 * kept a stream of MCP open is none: it has a name and an op of its own.
 */
final class Http extends Convention {

  @Override
  boolean matches(SpanData span) {
    return span.getAttributes().get(Keys.HTTP_REQUEST_METHOD) != null;
  }

  @Override
  String op(SpanData span) {
    if (isStream(span)) {
      return "mcp.stream";
    }
    return span.getKind() == SpanKind.SERVER ? "http.server" : "http.client";
  }

  @Override
  String name(SpanData span) {
    Attributes attributes = span.getAttributes();
    String target = attributes.get(Keys.HTTP_ROUTE);
    if (isStream(span)) {
      target = target == null ? attributes.get(Keys.URL_PATH) : target;
      return target == null ? "stream" : "stream " + target;
    }
    if (target == null) {
      target = attributes.get(span.getKind() == SpanKind.SERVER ? Keys.URL_PATH : Keys.URL_FULL);
    }
    return target == null
        ? span.getName()
        : attributes.get(Keys.HTTP_REQUEST_METHOD) + " " + withoutQuery(target);
  }

  @Override
  String source(SpanData span) {
    return isStream(span) || span.getAttributes().get(Keys.HTTP_ROUTE) != null ? "route" : "url";
  }

  @Override
  String status(SpanData span, boolean failed, @Nullable FailureKind failure) {
    Long status = span.getAttributes().get(Keys.HTTP_STATUS);
    if (status == null || status < 400) {
      return super.status(span, failed, failure);
    }
    return switch (status.intValue()) {
      case 401 -> "unauthenticated";
      case 403 -> "permission_denied";
      case 404 -> "not_found";
      case 409 -> "already_exists";
      case 413 -> "failed_precondition";
      case 429 -> "resource_exhausted";
      case 499 -> "cancelled";
      case 501 -> "unimplemented";
      case 503 -> "unavailable";
      case 504 -> "deadline_exceeded";
      default -> status < 500 ? "invalid_argument" : INTERNAL_ERROR;
    };
  }

  @Override
  List<Crumb> crumbs(SpanData span) {
    if (span.getKind() != SpanKind.CLIENT) {
      return List.of();
    }
    Attributes attributes = span.getAttributes();
    Map<String, Object> data = new LinkedHashMap<>();
    Crumb.put(data, "method", attributes.get(Keys.HTTP_REQUEST_METHOD));
    Crumb.put(data, "url", attributes.get(Keys.URL_FULL));
    Long status = attributes.get(Keys.HTTP_STATUS);
    if (status != null) {
      data.put("status_code", status);
    }
    return List.of(Crumb.of(span, "http", "http", "", data));
  }

  private static boolean isStream(SpanData span) {
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
}
