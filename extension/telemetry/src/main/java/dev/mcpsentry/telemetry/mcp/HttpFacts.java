package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP request around an operation tells of the caller: read from the HTTP server span, so
 * that the application's own request and context objects are left alone.
 *
 * @param clientAddress the remote peer, or who a proxy says it is
 * @param userAgent the {@code User-Agent} header
 * @param query the query string, without the question mark
 * @param protocolVersion the version of HTTP
 */
record HttpFacts(
    @Nullable String clientAddress,
    @Nullable String userAgent,
    @Nullable String query,
    @Nullable String protocolVersion) {

  static final HttpFacts NONE = new HttpFacts(null, null, null, null);

  private static final AttributeKey<String> REQUEST_METHOD = stringKey("http.request.method");
  private static final AttributeKey<String> QUERY = stringKey("url.query");

  static HttpFacts of(AmbientSpan around) {
    if (around.get(REQUEST_METHOD) == null || !around.isOfKind(SpanKind.SERVER)) {
      return NONE;
    }
    return new HttpFacts(
        around.get(McpAttributes.CLIENT_ADDRESS),
        around.get(McpAttributes.USER_AGENT_ORIGINAL),
        around.get(QUERY),
        around.get(McpAttributes.NETWORK_PROTOCOL_VERSION));
  }

  /** The value of a query parameter; empty for one without value, null when it is not there. */
  @Nullable String parameter(String name) {
    if (query == null) {
      return null;
    }
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if ((equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
        return equals < 0 ? "" : pair.substring(equals + 1);
      }
    }
    return null;
  }
}
