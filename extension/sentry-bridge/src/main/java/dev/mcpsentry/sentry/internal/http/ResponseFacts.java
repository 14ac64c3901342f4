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
import dev.mcpsentry.telemetry.rule.Told;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an answered request: on its span, its metric, its line.
 *
 * @param requests what is known before the answer
 */
record ResponseFacts(
    RequestFacts requests, Exchange exchange, Asked asked, RouteMatch match, Answer answer) {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final String[] STATUS_CLASSES = {"0xx", "1xx", "2xx", "3xx", "4xx", "5xx"};

  /** The kind of a response of which the rest follows; null for one that has more to tell. */
  UsualResponses.@Nullable Kind kind() {
    RequestHeaders headers = exchange.headers();
    return answer.status() >= 400 || isOauth() || asked.query() != null
        ? null
        : new UsualResponses.Kind(
            RequestFacts.route(match, answer.route(), asked.path()),
            match.route().group(),
            asked.method(),
            answer.status(),
            RequestFacts.accessMethod(headers, answer.marks()),
            asked.userAgent(),
            headers == null ? null : headers.utmSource(),
            RequestFacts.referrer(headers));
  }

  /** What Sentry is told on the request's span beside what it says itself. */
  Attributes ofSpan() {
    AttributesBuilder out = Attributes.builder();
    common(out::put);
    return out.build();
  }

  /** The attributes of {@code app.server.response}; of each few values, whatever callers send. */
  Attributes ofMetric() {
    AttributesBuilder out = Attributes.builder();
    common(out::put);
    whoAsked(out::put);
    if (isMcp()) {
      requests.modes(asked.query(), out::put);
      put(out::put, APP_UTM_SOURCE, requests.utmSource(exchange.headers(), asked.query()));
      put(out::put, APP_REFERRER_FAMILY, RequestFacts.referrer(exchange.headers()));
    }
    return out.build();
  }

  /** What stands on the request's line. */
  Attributes ofLine(long millis) {
    AttributesBuilder out = Attributes.builder();
    common(out::put);
    whoAsked(out::put);
    out.put(APP_REQUEST_DURATION_MS, millis);
    put(out::put, ERROR_TYPE, answer.errorType());
    if (!answer.isRefused() && answer.status() != 404) {
      RequestFacts.constraints(match, out::put);
    }
    return out.build();
  }

  private void whoAsked(Told.Sink out) {
    out.set(Keys.HTTP_REQUEST_METHOD, asked.method());
    if (namesClient()) {
      out.set(APP_CLIENT_FAMILY, ClientFamily.ofUserAgent(asked.userAgent()));
    }
  }

  private void common(Told.Sink out) {
    out.set(Keys.HTTP_ROUTE, RequestFacts.route(match, answer.route(), asked.path()));
    out.set(Keys.HTTP_STATUS, (long) answer.status());
    out.set(APP_RESPONSE_STATUS_CLASS, STATUS_CLASSES[answer.status() / 100]);
    out.set(APP_ROUTE_GROUP, match.route().group());
    if (isOauth()) {
      String clientId = QueryString.decoded(asked.query(), "client_id");
      if (clientId != null) {
        out.set(APP_CLIENT_REGISTRATION_METHOD, RegistrationMethod.of(clientId).word());
      }
    }
    limit(out);
    access(out);
  }

  private boolean isMcp() {
    return match.route().group().equals(Route.MCP);
  }

  private boolean isOauth() {
    return match.route().group().equals(Route.OAUTH);
  }

  // a browser's header says nothing of the client it acts for
  private boolean namesClient() {
    return isMcp()
        || isOauth() && (asked.path().endsWith("token") || asked.path().endsWith("register"));
  }

  private void limit(Told.Sink out) {
    if (answer.status() != TOO_MANY_REQUESTS) {
      return;
    }
    Marks marks = answer.marks();
    // a limiter of ours is heard of before what somebody else said meanwhile
    if (marks.responseReason() == null && exchange.mayBeUpstreams()) {
      return;
    }
    out.set(APP_RESPONSE_REASON, LOCAL_RATE_LIMIT);
    String scope = marks.rateLimitScope();
    out.set(APP_RATE_LIMIT_SCOPE, scope == null ? marks.isAuthenticated() ? "user" : "ip" : scope);
  }

  private void access(Told.Sink out) {
    RequestHeaders headers = exchange.headers();
    put(out, APP_ACCESS_METHOD, RequestFacts.accessMethod(headers, answer.marks()));
    boolean failed = answer.isRefused() || answer.status() >= 400 && (isMcp() || isOauth());
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
      out.set(APP_ACCESS_REQUEST_HEADER_SHAPE, headers.authorization().word());
    }
    probe(exchange.probeStatus(), out);
  }

  private static void probe(int status, Told.Sink out) {
    if (status >= 400) {
      out.set(APP_ACCESS_PROBE_STATUS_CODE, String.valueOf(status));
      out.set(
          APP_ACCESS_PROBE_REASON,
          status == TOO_MANY_REQUESTS ? "rate_limit" : status >= 500 ? "server_error" : "unknown");
    }
  }
}
