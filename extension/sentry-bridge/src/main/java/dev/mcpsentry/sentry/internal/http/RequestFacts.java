package dev.mcpsentry.sentry.internal.http;

import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_METHOD;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_CLIENT_NAME;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_CONSTRAINT_PREFIX;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_REFERRER_FAMILY;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ROUTE_GROUP;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_UTM_SOURCE;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.MCP_AUTH_CLIENT_NAME;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_SERVER_MODE_PREFIX;

import dev.mcpsentry.sentry.internal.convention.Keys;
import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.http.QueryString;
import dev.mcpsentry.telemetry.http.Route;
import dev.mcpsentry.telemetry.http.RouteMatch;
import dev.mcpsentry.telemetry.http.ServerModes;
import dev.mcpsentry.telemetry.rule.Told;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known of a request before it is answered, as attributes. */
final class RequestFacts {

  private static final Pattern CONSTRAINT = Pattern.compile("[\\w.-]{1,64}");
  private static final String WILDCARD = "*";

  private final HttpOptions options;
  private final ServerModes modes = ServerModes.ofProcess();

  RequestFacts(HttpOptions options) {
    this.options = options;
  }

  /** What an operation of MCP is told of the request that carried it. */
  void ofOperation(Exchange exchange, Marks marks, Told.Sink out) {
    Asked asked = exchange.asked();
    if (asked == null) {
      return;
    }
    RouteMatch match = asked.match();
    out.set(APP_ROUTE_GROUP, match == null ? Route.MCP : match.route().group());
    if (match != null) {
      out.set(Keys.HTTP_ROUTE, template(match, asked.path()));
      constraints(match, out);
    }
    put(out, APP_UTM_SOURCE, utmSource(exchange.headers(), asked.query()));
    put(out, APP_REFERRER_FAMILY, referrer(exchange.headers()));
    put(out, APP_ACCESS_METHOD, accessMethod(exchange.headers(), marks));
    put(out, APP_CLIENT_NAME, marks.clientName());
    put(out, MCP_AUTH_CLIENT_NAME, marks.clientName());
  }

  /**
   * The route, of which there are few: the user's template, else the agent's word, else how the
   * path is known.
   */
  static String route(RouteMatch match, @Nullable String agents, String path) {
    return match.route().builtIn()
            && agents != null
            && !agents.isEmpty()
            && !agents.endsWith(WILDCARD)
        ? agents
        : template(match, path);
  }

  // the path itself where the template has nothing but its beginning
  private static String template(RouteMatch match, String path) {
    String template = match.route().template().text();
    boolean whole = match.route().builtIn() && template.equals(path + "/**");
    return whole ? path : template;
  }

  static void constraints(RouteMatch match, Told.Sink out) {
    if (!match.route().builtIn()) {
      for (Map.Entry<String, String> variable : match.variables().entrySet()) {
        if (CONSTRAINT.matcher(variable.getValue()).matches()) {
          out.set(
              AttributeKey.stringKey(APP_CONSTRAINT_PREFIX + variable.getKey()),
              variable.getValue());
        }
      }
    }
  }

  /** The modes as a metric tells them: what is off is said too. */
  void modes(@Nullable String query, Told.Sink out) {
    for (String mode : options.serverModes()) {
      boolean on = Boolean.TRUE.equals(modes.isOn(mode, query));
      out.set(AttributeKey.stringKey(APP_SERVER_MODE_PREFIX + mode), String.valueOf(on));
    }
  }

  @Nullable String utmSource(@Nullable RequestHeaders headers, @Nullable String query) {
    String source = headers == null ? null : headers.utmSource();
    if (source == null || source.isEmpty()) {
      source = QueryString.decoded(query, "utm_source");
    }
    if (source == null || source.isEmpty()) {
      return null;
    }
    return options.utmSources().contains(source) ? source : AccessError.OTHER;
  }

  static @Nullable String referrer(@Nullable RequestHeaders headers) {
    return headers == null ? null : headers.referrer();
  }

  static @Nullable String accessMethod(@Nullable RequestHeaders headers, Marks marks) {
    String said = marks.accessMethod();
    return said == null && headers != null ? headers.accessMethod() : said;
  }

  static void put(Told.Sink out, AttributeKey<String> key, @Nullable String value) {
    if (value != null) {
      out.set(key, value);
    }
  }
}
