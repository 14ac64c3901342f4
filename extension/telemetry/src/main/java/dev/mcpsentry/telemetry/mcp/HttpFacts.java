package dev.mcpsentry.telemetry.mcp;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.mcpsentry.telemetry.http.QueryString;
import dev.mcpsentry.telemetry.http.RouteMatch;
import dev.mcpsentry.telemetry.http.Routes;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.options.McpOptions;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * @param variables what the path says where a template of a route names it
 * @param claims those of the verified token that rules ask for
 */
record HttpFacts(
    @Nullable String clientAddress,
    @Nullable String userAgent,
    @Nullable String query,
    @Nullable String protocolVersion,
    Map<AttributeKey<List<String>>, List<String>> headers,
    Map<String, String> variables,
    Map<String, String> claims) {

  static final String HEADER_PREFIX = "http.request.header.";

  static final HttpFacts NONE = new HttpFacts(null, null, null, null, Map.of(), Map.of(), Map.of());

  private static final AttributeKey<String> REQUEST_METHOD = stringKey("http.request.method");
  private static final AttributeKey<String> QUERY = stringKey("url.query");
  private static final AttributeKey<String> PATH = stringKey("url.path");

  /**
   * What to look for.
   *
   * @param headers the attributes of the headers
   * @param routes the templates of paths; off where no rule asks for them
   * @param claims by their names
   */
  record Wanted(List<AttributeKey<List<String>>> headers, Routes routes, Set<String> claims) {

    static Wanted by(McpOptions options) {
      return new Wanted(
          options.capturedHeaders().stream()
              .map(name -> AttributeKey.stringArrayKey(HEADER_PREFIX + name))
              .toList(),
          options.rules().askForPaths() ? options.routes() : Routes.NONE,
          options.rules().claims());
    }
  }

  /** Whether the span is that of a request of this method, at its server. */
  static boolean isRequest(AmbientSpan around, String method) {
    return method.equals(around.get(REQUEST_METHOD)) && around.isOfKind(SpanKind.SERVER);
  }

  static HttpFacts of(AmbientSpan around, Wanted wanted) {
    if (around.get(REQUEST_METHOD) == null || !around.isOfKind(SpanKind.SERVER)) {
      return NONE;
    }
    return new HttpFacts(
        around.get(McpAttributes.CLIENT_ADDRESS),
        around.get(McpAttributes.USER_AGENT_ORIGINAL),
        around.get(QUERY),
        around.get(McpAttributes.NETWORK_PROTOCOL_VERSION),
        wanted.headers().isEmpty() ? Map.of() : headers(around, wanted.headers()),
        wanted.routes().isOff() ? Map.of() : variables(around, wanted.routes()),
        wanted.claims().isEmpty() ? Map.of() : claims(around, wanted.claims()));
  }

  private static Map<String, String> variables(AmbientSpan around, Routes routes) {
    String path = around.get(PATH);
    RouteMatch match = path == null ? null : routes.match(path);
    return match == null ? Map.of() : match.variables();
  }

  private static Map<String, String> claims(AmbientSpan around, Set<String> names) {
    Map<String, String> claims = new LinkedHashMap<>();
    for (String name : names) {
      String value = around.get(UserMark.claim(name));
      if (value != null) {
        claims.put(name, value);
      }
    }
    return claims;
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
