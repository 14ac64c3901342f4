package dev.mcpsentry.sentry.internal.http;

import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_ACCESS_GRANT_REVOKED_REASON;
import static dev.mcpsentry.telemetry.semconv.AppAttributes.APP_CLIENT_REGISTRATION_METHOD;
import static dev.mcpsentry.telemetry.semconv.McpAttributes.APP_CLIENT_FAMILY;

import dev.mcpsentry.sentry.internal.convention.CountedEvents;
import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.Keys;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.access.AccessError;
import dev.mcpsentry.telemetry.access.RegistrationMethod;
import dev.mcpsentry.telemetry.http.Route;
import dev.mcpsentry.telemetry.http.RouteMatch;
import dev.mcpsentry.telemetry.mcp.ClientFamily;
import dev.mcpsentry.telemetry.oauth.OauthEvent;
import dev.mcpsentry.telemetry.oauth.RevokedReason;
import dev.mcpsentry.telemetry.options.LogLines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the requests that an HTTP server of the process answers, sampled or not, and those that
 * are sent meanwhile. Called by the agent's instrumentations on the application's threads: what
 * goes wrong is said once, and costs nothing but what would have been told.
 */
public final class HttpWatch {

  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  static final AttributeKey<List<String>> CHALLENGE =
      AttributeKey.stringArrayKey("http.response.header.www-authenticate");
  private static final AttributeKey<String> URL_QUERY = AttributeKey.stringKey("url.query");
  private static final AttributeKey<String> USER_AGENT =
      AttributeKey.stringKey("user_agent.original");
  private static final int MAX_CHALLENGE_CHARS = 2_048;

  private static volatile @Nullable HttpWatch running;

  /** Counts one of what happened. */
  public interface Counter {
    void count(String name, Attributes attributes, @Nullable String user, SpanContext span);
  }

  /** Takes what is told of a request on its own span. */
  public interface SpanFacts {
    void of(String spanId, Attributes facts);
  }

  private final HttpOptions options;
  private final RequestFacts requests;
  private final UsualResponses usual = new UsualResponses();
  private final McpPaths mcpPaths = new McpPaths();
  private final Supplier<Identity> identities;
  private final Counter counter;
  private final SpanFacts spanFacts;
  private final RequestLines lines;
  private final StderrLog log;

  public HttpWatch(
      HttpOptions options,
      Supplier<Identity> identities,
      Counter counter,
      SpanFacts spanFacts,
      StderrLog log) {
    this.options = options;
    this.requests = new RequestFacts(options);
    this.identities = identities;
    this.counter = counter;
    this.spanFacts = spanFacts;
    this.lines = new RequestLines();
    this.log = log;
  }

  /** Lets the agent's instrumentations find it. */
  public void start() {
    running = options.routes().isOff() ? null : this;
  }

  /** The one that was started; null where none was. */
  static @Nullable HttpWatch running() {
    return running;
  }

  /** A request arrived; answers the context to go on in. */
  Context arrived(Context context, Attributes start, long startNanos) {
    try {
      Exchange known = Exchange.from(context);
      Exchange exchange = known == null ? new Exchange(null) : known;
      String path = start.get(Keys.URL_PATH);
      String method = start.get(Keys.HTTP_REQUEST_METHOD);
      if (path != null && method != null) {
        exchange.begin(
            new Asked(
                method, path, start.get(URL_QUERY), start.get(USER_AGENT), match(path), startNanos),
            Span.fromContext(context));
      }
      return known == null ? exchange.in(context) : context;
    } catch (Throwable problem) {
      log.stepAside("requests", problem);
      return context;
    }
  }

  private @Nullable RouteMatch match(String path) {
    RouteMatch match = options.routes().match(path);
    return match == null ? mcpPaths.match(path) : match;
  }

  /** It was answered, and its span is about to end. */
  void answered(Context context, Attributes end, long endNanos) {
    try {
      Exchange exchange = Exchange.from(context);
      Span span = Span.fromContext(context);
      Asked asked = exchange == null ? null : exchange.asked();
      if (exchange == null || asked == null || !exchange.isOf(span)) {
        return;
      }
      RouteMatch match = asked.match();
      if (match == null && exchange.carriesMcp()) {
        match = mcpPaths.learn(asked.path());
      }
      Long status = end.get(Keys.HTTP_STATUS);
      if (match != null && status != null && status >= 100 && status <= 599) {
        Answer answer = answer(match, status.intValue(), end, span);
        tell(exchange, asked, match, answer, context, endNanos);
      }
    } catch (Throwable problem) {
      log.stepAside("responses", problem);
    }
  }

  private Answer answer(RouteMatch match, int status, Attributes end, Span span) {
    Marks marks = Marks.of(span);
    // whoever signs in at an authorization server's endpoints is often the client
    boolean told = status >= 400 && !match.route().group().equals(Route.OAUTH);
    return new Answer(
        status,
        end.get(Keys.HTTP_ROUTE),
        status >= 400 ? challenge(end.get(CHALLENGE)) : null,
        end.get(ERROR_TYPE),
        marks,
        told && marks.span() != null ? identities.get().user(marks.span()) : null);
  }

  private static @Nullable AccessError challenge(@Nullable List<String> headers) {
    if (headers != null) {
      for (String header : headers) {
        boolean usual = header.length() <= MAX_CHALLENGE_CHARS;
        AccessError error = usual ? AccessError.ofChallenge(header) : null;
        if (error != null) {
          return error;
        }
      }
    }
    return null;
  }

  private void tell(
      Exchange exchange,
      Asked asked,
      RouteMatch match,
      Answer answer,
      Context context,
      long endNanos) {
    SpanContext span = Span.fromContext(context).getSpanContext();
    if (asked.method().equals("OPTIONS")) {
      return;
    }
    ResponseFacts facts = new ResponseFacts(requests, exchange, asked, match, answer);
    UsualResponses.Response told = usual.of(facts);
    if (span.isSampled()) {
      spanFacts.of(span.getSpanId(), told.ofSpan());
    }
    counter.count(CountedEvents.SERVER_RESPONSE, told.ofMetric(), answer.user(), span);
    if (match.route().group().equals(Route.OAUTH) && !answer.marks().isOAuth()) {
      authorization(asked, answer, span);
    }
    if (isLogged(asked, match, answer)) {
      long millis = TimeUnit.NANOSECONDS.toMillis(Math.max(0, endNanos - asked.startNanos()));
      lines.tell(asked, facts.ofLine(millis), context);
    }
  }

  private void authorization(Asked asked, Answer answer, SpanContext span) {
    OauthEvent happened = OauthPaths.of(asked.method(), asked.path(), answer.status());
    if (happened == null) {
      return;
    }
    AttributesBuilder attributes = Attributes.builder();
    if (happened == OauthEvent.REGISTER) {
      attributes.put(APP_CLIENT_FAMILY, ClientFamily.ofUserAgent(asked.userAgent()));
      attributes.put(APP_CLIENT_REGISTRATION_METHOD, RegistrationMethod.DCR.word());
    } else if (happened == OauthEvent.GRANT_REVOKED) {
      AttributeKey<String> key = options.accessKeys().spelled(APP_ACCESS_GRANT_REVOKED_REASON);
      if (key != null) {
        attributes.put(key, RevokedReason.CLIENT_REQUEST.word());
      }
    }
    counter.count(happened.metric(), attributes.build(), null, span);
  }

  // what opens a stream lasts for hours
  private boolean isLogged(Asked asked, RouteMatch match, Answer answer) {
    boolean stream = asked.method().equals("GET") && match.route().group().equals(Route.MCP);
    boolean wanted =
        options.lines() == LogLines.ALL
            || options.lines() == LogLines.ERRORS && answer.status() >= 400;
    return wanted && !stream;
  }

  /** A request that was sent while another is answered has its own answer. */
  void upstreamAnswered(Context context, Attributes end) {
    try {
      Exchange exchange = Exchange.from(context);
      if (exchange == null) {
        return;
      }
      Long status = end.get(Keys.HTTP_STATUS);
      exchange.upstreamAnswered(status == null ? 0 : status.intValue());
      if (status != null && TokenProbe.isIn(context)) {
        exchange.probeAnswered(status.intValue());
      }
    } catch (Throwable problem) {
      log.stepAside("upstream responses", problem);
    }
  }

  /** A request is sent; answers the context to go on in. */
  Context sent(Context context, Attributes start) {
    try {
      Exchange exchange = Exchange.from(context);
      if (exchange == null) {
        return context;
      }
      exchange.upstreamAsked();
      return TokenProbe.noted(context, start);
    } catch (Throwable problem) {
      log.stepAside("upstream requests", problem);
      return context;
    }
  }

  /** Says on an MCP operation that starts what is known of the request that carries it. */
  public void carried(Context parent, ReadWriteSpan operation) {
    Exchange exchange = Exchange.from(parent);
    if (exchange == null || exchange.asked() == null) {
      return;
    }
    exchange.carryMcp();
    Marks marks = Marks.of(exchange.span());
    requests.ofOperation(exchange, marks, operation::setAttribute);
    if (options.skills()) {
      marks.skills(operation::setAttribute);
    }
  }
}
