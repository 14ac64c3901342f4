package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.mcpsentry.telemetry.http.QueryString;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP request around an operation tells of the caller: read from the HTTP server span, so
 * that the application's own request and context objects are left alone.
 *
 * @param clientAddress the remote peer, or who a proxy says it is
 * @param userAgent the {@code User-Agent} header
 * @param query the query string, without the question mark
 * @param protocolVersion the version of HTTP
 * @param headers those headers that the HTTP instrumentation was told to capture
 */
record HttpFacts(
    @Nullable String clientAddress,
    @Nullable String userAgent,
    @Nullable String query,
    @Nullable String protocolVersion,
    Map<AttributeKey<List<String>>, List<String>> headers) {

  static final String HEADER_PREFIX = "http.request.header.";

  static final HttpFacts NONE = new HttpFacts(null, null, null, null, Map.of());

  private static final AttributeKey<String> REQUEST_METHOD = stringKey("http.request.method");
  private static final AttributeKey<String> QUERY = stringKey("url.query");

  /** Whether the span is that of a request of this method, at its server. */
  static boolean isRequest(AmbientSpan around, String method) {
    return method.equals(around.get(REQUEST_METHOD)) && around.isOfKind(SpanKind.SERVER);
  }

  /**
   * @param captured the attributes of the headers to look for
   */
  static HttpFacts of(AmbientSpan around, List<AttributeKey<List<String>>> captured) {
    if (around.get(REQUEST_METHOD) == null || !around.isOfKind(SpanKind.SERVER)) {
      return NONE;
    }
    return new HttpFacts(
        around.get(McpAttributes.CLIENT_ADDRESS),
        around.get(McpAttributes.USER_AGENT_ORIGINAL),
        around.get(QUERY),
        around.get(McpAttributes.NETWORK_PROTOCOL_VERSION),
        captured.isEmpty() ? Map.of() : headers(around, captured));
  }

  private static Map<AttributeKey<List<String>>, List<String>> headers(
      AmbientSpan around, List<AttributeKey<List<String>>> captured) {
    Map<AttributeKey<List<String>>, List<String>> headers = new LinkedHashMap<>();
    for (AttributeKey<List<String>> key : captured) {
      List<String> values = around.list(key);
      if (!values.isEmpty()) {
        headers.put(key, values);
      }
    }
    return headers;
  }

  /**
   * The value of a query parameter of whatever case; empty for one without value, null when it is
   * not there.
   */
  @Nullable String parameter(String name) {
    return QueryString.parameter(query, name);
  }
}
