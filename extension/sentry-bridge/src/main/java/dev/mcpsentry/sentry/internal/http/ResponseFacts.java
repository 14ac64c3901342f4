package dev.mcpsentry.sentry.internal.http;

import static dev.mcpsentry.sentry.internal.http.RequestFacts.put;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_ERROR_CODE;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_ERROR_REASON;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_METHOD;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_PROBE_REASON;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_PROBE_STATUS_CODE;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_REQUEST_HEADER_SHAPE;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_CLIENT_REGISTRATION_METHOD;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_RATE_LIMIT_SCOPE;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_REFERRER_FAMILY;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_REQUEST_DURATION_MS;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_RESPONSE_REASON;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_RESPONSE_STATUS_CLASS;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ROUTE_GROUP;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_UTM_SOURCE;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.LOCAL_RATE_LIMIT;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_CLIENT_FAMILY;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.ERROR_TYPE;

import dev.mcpsentry.sentry.internal.convention.Keys;
import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.access.RegistrationMethod;
import dev.mcpsentry.telemetry.http.QueryString;
import dev.mcpsentry.telemetry.http.Route;
import dev.mcpsentry.telemetry.http.RouteMatch;
import dev.mcpsentry.telemetry.mcp.ClientFamily;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Set;

/** What is told of an answered request: on its metric, its span, its line. */
final class ResponseFacts {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final Set<String> ERROR_ROUTES = Set.of(Route.OAUTH, Route.MCP);

  private final RequestFacts requests;

  ResponseFacts(RequestFacts requests) {
    this.requests = requests;
  }

  /** The attributes of {@code app.server.response}; of each few values, whatever callers send. */
  Attributes ofMetric(Attributes common, Exchange exchange, Asked asked, RouteMatch match) {
    if (!isMcp(match)) {
      return common;
    }
    AttributesBuilder out = common.toBuilder();
    requests.modes(asked.query(), out);
    put(out, APP_UTM_SOURCE, requests.utmSource(exchange.headers(), asked.query()));
    put(out, APP_REFERRER_FAMILY, RequestFacts.referrer(exchange.headers()));
    return out.build();
  }

  /** What Sentry is told on the request's span beside what it says itself. */
  static Attributes ofSpan(Attributes common) {
    AttributesBuilder out = common.toBuilder();
    out.removeIf(key -> key.equals(APP_CLIENT_FAMILY) || key.equals(Keys.HTTP_REQUEST_METHOD));
    return out.build();
  }

  /** What stands on the request's line. */
  static Attributes ofLine(Attributes common, RouteMatch match, Answer answer, long millis) {
    AttributesBuilder out = common.toBuilder();
    out.put(APP_REQUEST_DURATION_MS, millis);
    put(out, ERROR_TYPE, answer.errorType());
    if (!answer.isRefused() && answer.status() != 404) {
      RequestFacts.constraints(match, out);
    }
    return out.build();
  }

  /** What all three tell. */
  static Attributes common(Exchange exchange, Asked asked, RouteMatch match, Answer answer) {
    AttributesBuilder out = Attributes.builder();
    out.put(Keys.HTTP_REQUEST_METHOD, asked.method());
    out.put(Keys.HTTP_ROUTE, RequestFacts.route(match, answer.route(), asked.path()));
    out.put(Keys.HTTP_STATUS, (long) answer.status());
    out.put(APP_RESPONSE_STATUS_CLASS, answer.status() / 100 + "xx");
    out.put(APP_ROUTE_GROUP, match.route().group());
    if (namesClient(match, asked.path())) {
      out.put(APP_CLIENT_FAMILY, ClientFamily.ofUserAgent(asked.userAgent()));
    }
    if (match.route().group().equals(Route.OAUTH)) {
      String clientId = QueryString.decoded(asked.query(), "client_id");
      if (clientId != null) {
        out.put(APP_CLIENT_REGISTRATION_METHOD, RegistrationMethod.of(clientId).word());
      }
    }
    limit(exchange, answer, out);
    access(exchange, match, answer, out);
    return out.build();
  }

  private static boolean isMcp(RouteMatch match) {
    return match.route().group().equals(Route.MCP);
  }

  // a browser's header says nothing of the client it acts for
  private static boolean namesClient(RouteMatch match, String path) {
    return isMcp(match)
        || match.route().group().equals(Route.OAUTH)
            && (path.endsWith("token") || path.endsWith("register"));
  }

  private static void limit(Exchange exchange, Answer answer, AttributesBuilder out) {
    if (answer.status() != TOO_MANY_REQUESTS) {
      return;
    }
    Marks marks = answer.marks();
    // a limiter of ours is heard of before what somebody else said meanwhile
    if (marks.responseReason() == null && exchange.mayBeUpstreams()) {
      return;
    }
    out.put(APP_RESPONSE_REASON, LOCAL_RATE_LIMIT);
    String scope = marks.rateLimitScope();
    out.put(APP_RATE_LIMIT_SCOPE, scope == null ? marks.isAuthenticated() ? "user" : "ip" : scope);
  }

  private static void access(
      Exchange exchange, RouteMatch match, Answer answer, AttributesBuilder out) {
    RequestHeaders headers = exchange.headers();
    put(out, APP_ACCESS_METHOD, RequestFacts.accessMethod(headers, answer.marks()));
    boolean failed = answer.isRefused() || answer.status() >= 400 && isErrorTold(match);
    if (!failed) {
      return;
    }
    AccessError challenge = answer.challenge();
    String code = answer.marks().errorCode();
    put(out, APP_ACCESS_ERROR_CODE, code == null && challenge != null ? challenge.code() : code);
    String reason = answer.marks().errorReason();
    put(
        out,
        APP_ACCESS_ERROR_REASON,
        reason == null && challenge != null ? challenge.reason() : reason);
    if (answer.isUnauthenticated() && headers != null) {
      out.put(APP_ACCESS_REQUEST_HEADER_SHAPE, headers.authorization().word());
    }
    probe(exchange.probeStatus(), out);
  }

  private static boolean isErrorTold(RouteMatch match) {
    return ERROR_ROUTES.contains(match.route().group());
  }

  private static void probe(int status, AttributesBuilder out) {
    if (status >= 400) {
      out.put(APP_ACCESS_PROBE_STATUS_CODE, String.valueOf(status));
      out.put(
          APP_ACCESS_PROBE_REASON,
          status == TOO_MANY_REQUESTS ? "rate_limit" : status >= 500 ? "server_error" : "unknown");
    }
  }
}
