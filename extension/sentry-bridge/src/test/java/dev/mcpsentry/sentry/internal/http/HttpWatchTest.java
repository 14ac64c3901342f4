package dev.mcpsentry.sentry.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.mcpsentry.sentry.internal.convention.Identity;
import dev.mcpsentry.sentry.internal.convention.IdentityOptions;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.http.Routes;
import dev.mcpsentry.telemetry.options.AccessKeys;
import dev.mcpsentry.telemetry.options.LogLines;
import dev.mcpsentry.telemetry.options.UserIdSource;
import dev.mcpsentry.telemetry.privacy.Redaction;
import dev.mcpsentry.telemetry.semconv.AppAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as the agent's instrumentations tell of them, in their order. */
class HttpWatchTest {

  private record Count(String name, Map<String, Object> attributes, @Nullable String user) {}

  private record Request(String method, String path, @Nullable String query) {
    Request(String method, String path) {
      this(method, path, null);
    }
  }

  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");

  private final SdkTracerProvider provider = SdkTracerProvider.builder().build();
  private final Tracer tracer = provider.get("test");
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final StderrLog log =
      new StderrLog(new PrintStream(stderr, true, StandardCharsets.UTF_8));
  private final List<Count> counted = new ArrayList<>();
  private final Map<String, Attributes> told = new LinkedHashMap<>();
  private int faults;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private static final TextMapGetter<HttpWatchTest> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpWatchTest carrier) {
          return carrier.headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable HttpWatchTest carrier, String key) {
          return carrier == null ? null : carrier.headers.get(key);
        }
      };

  @AfterEach
  void close() {
    provider.close();
    assertThat(stderr.toString(StandardCharsets.UTF_8).lines()).hasSize(faults);
  }

  @Test
  void row24_whatThrowsOfOurs_costsNothing_andIsSaidOnce() {
    faults = 2;
    HttpWatch watch =
        new HttpWatch(
            HttpOptions.DEFAULT,
            () -> {
              throw new IllegalStateException("identity");
            },
            (name, attributes, user, span) -> {
              throw new AssertionError("counter");
            },
            told::put,
            log);
    TextMapGetter<HttpWatchTest> broken =
        new TextMapGetter<>() {
          @Override
          public Iterable<String> keys(HttpWatchTest carrier) {
            return List.of();
          }

          @Override
          public String get(@Nullable HttpWatchTest carrier, String key) {
            throw new IllegalStateException("headers");
          }
        };
    for (int i = 0; i < 3; i++) {
      Context parent = new ExchangePropagator(log).extract(Context.root(), this, broken);
      assertThat(parent).isSameAs(Context.root());
      Span span = tracer.spanBuilder("request").startSpan();
      Context context = watch.arrived(parent.with(span), start(new Request("POST", "/mcp")), 0);
      watch.answered(context, Attributes.of(STATUS, 200L + 100 * i), 1);
      span.end();
    }
    assertThat(counted).isEmpty();
  }

  @Test
  void answerOnAKnownPath_isCountedOnce() {
    headers.put("user-agent", "claude-code/1.0");
    exchange(new Request("POST", "/mcp"), 200, "/mcp", run -> {});
    assertThat(counted)
        .containsExactly(
            new Count(
                "app.server.response",
                Map.of(
                    "http.request.method", "POST",
                    "http.route", "/mcp",
                    "http.response.status_code", 200L,
                    "app.response.status_class", "2xx",
                    "app.route.group", "mcp",
                    "app.client.family", "claude-code",
                    "app.access.method", "none"),
                null));
    assertThat(told.values()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "OPTIONS, /mcp, 200",
    "GET, /health, 200",
    "GET, /, 404",
    "POST, /mcp, 0",
    "POST, /mcp, 999"
  })
  void otherAnswers_areNot(String method, String path, int status) {
    exchange(new Request(method, path), status, null, run -> {});
    assertThat(counted).isEmpty();
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/mcp, /mcp, /mcp",
        "/mcp, /**, /mcp",
        "/mcp, -, /mcp",
        "/mcp/, -, /mcp/**",
        "/mcp/acme, -, /mcp/**",
        "/api/mcp/acme, /api/mcp/{tenant}, /api/mcp/{tenant}",
      })
  void route_isFinite(String path, String agents, String route) {
    exchange(new Request("POST", path), 200, agents, run -> {});
    assertThat(counted.get(0).attributes()).containsEntry("http.route", route);
  }

  @Test
  void nameOfTheRegisteredClient_isToldOfTheOperation_andOfNoMetric() {
    Map<String, Object> operation = new LinkedHashMap<>();
    exchange(
        new Request("POST", "/mcp"),
        200,
        "/mcp",
        run -> {
          run.span().setAttribute("app.client.name", "Claude Code");
          operation.putAll(run.operation());
        });
    assertThat(operation)
        .containsEntry("app.client.name", "Claude Code")
        .containsEntry("mcp.auth.client.name", "Claude Code");
    assertThat(counted.toString()).doesNotContain("Claude Code");
  }

  @Test
  void usersRoute_isTheTemplate_andItsVariablesAreTold() {
    Map<String, Object> operation = new LinkedHashMap<>();
    HttpOptions options =
        options(Routes.of("mcp=/mcp/{organization_slug?}/{project_slug?}", wrong -> {}));
    exchange(
        options,
        new Request("POST", "/mcp/acme/a%2Fb?"),
        200,
        "/mcp/acme/shop",
        run -> operation.putAll(run.operation()));
    assertThat(counted.get(0).attributes())
        .containsEntry("http.route", "/mcp/{organization_slug?}/{project_slug?}")
        .doesNotContainKey("app.constraint.organization_slug");
    assertThat(operation)
        .containsEntry("app.constraint.organization_slug", "acme")
        .doesNotContainKey("app.constraint.project_slug")
        .containsEntry("app.route.group", "mcp");
  }

  @Test
  void pathThatCarriesMcp_isLearned() {
    Watched watched = new Watched(HttpOptions.DEFAULT);
    watched.exchange(new Request("POST", "/tools/endpoint"), 200, null, Run::operation);
    watched.exchange(new Request("POST", "/tools/endpoint"), 401, null, run -> {});
    watched.exchange(new Request("POST", "/tools/other"), 200, null, run -> {});
    assertThat(counted).hasSize(2);
    assertThat(counted)
        .allSatisfy(
            count ->
                assertThat(count.attributes())
                    .containsEntry("http.route", "/tools/endpoint")
                    .containsEntry("app.route.group", "mcp"));
  }

  @Test
  void learnedPaths_areBounded() {
    Watched watched = new Watched(HttpOptions.DEFAULT);
    for (int i = 0; i < 1_000; i++) {
      watched.exchange(new Request("POST", "/tools/" + i), 200, null, Run::operation);
    }
    assertThat(counted).hasSize(20);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, missing, none",
        "Bearer, empty_scheme, grant",
        "Bearer x.y.z, jwt, grant",
        "abc, non_scheme, static",
      })
  void refusal_tellsTheShapeOfItsHeader(String header, String shape, String method) {
    if (header != null) {
      headers.put("authorization", header);
    }
    exchange(
        new Request("POST", "/mcp"),
        401,
        null,
        run -> run.challenge("Bearer error=\"invalid_token\", error_description=\"expired\""));
    assertThat(counted.get(0).attributes())
        .containsEntry("app.access.request.header_shape", shape)
        .containsEntry("app.access.method", method)
        .containsEntry("app.access.error.code", "invalid_access")
        .containsEntry("app.access.error.reason", "access_expired");
    assertThat(counted.toString() + told).doesNotContain("x.y.z");
  }

  @Test
  void hooksWord_comesBeforeTheChallenge() {
    exchange(
        new Request("POST", "/mcp"),
        403,
        null,
        run -> {
          run.challenge("Bearer error=\"invalid_token\"");
          run.span().setAttribute(AppAttributes.APP_ACCESS_ERROR_CODE, "insufficient_scope");
          run.span().setAttribute(AppAttributes.APP_ACCESS_ERROR_REASON, "not a word, but text");
        });
    assertThat(counted.get(0).attributes())
        .containsEntry("app.access.error.code", "insufficient_scope")
        .containsEntry("app.access.error.reason", "invalid_access")
        .doesNotContainKey("app.access.request.header_shape");
  }

  @Test
  void limitOfOurOwn_isTold_andOneThatIsPassedOnIsNot() {
    exchange(new Request("POST", "/mcp"), 429, null, run -> {});
    exchange(
        new Request("POST", "/mcp"),
        429,
        null,
        run -> run.span().setAttribute(AppAttributes.APP_ACCESS_METHOD, "grant"));
    exchange(new Request("POST", "/mcp"), 429, null, run -> run.upstream("https://up/", 429));
    exchange(new Request("POST", "/mcp"), 429, null, run -> run.unanswered("https://up/"));
    assertThat(counted)
        .extracting(
            count -> count.attributes().get("app.response.reason"),
            count -> count.attributes().get("app.rate_limit.scope"))
        .containsExactly(
            tuple("local_rate_limit", "ip"),
            tuple("local_rate_limit", "user"),
            tuple(null, null),
            tuple(null, null));
  }

  @Test
  void probeThatFails_isToldWithTheRefusal() {
    exchange(
        new Request("POST", "/mcp"), 401, null, run -> run.upstream("https://as/introspect", 503));
    assertThat(counted.get(0).attributes())
        .containsEntry("app.access.probe.status_code", "503")
        .containsEntry("app.access.probe.reason", "server_error");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "plugin, evil, plugin, plugin",
        "plugin, evil, -, other",
        "-, plugin, plugin, plugin",
        "-, evil, plugin, other",
        "-, -, plugin, -",
      })
  void campaign_isOneOfAList(String header, String query, String admitted, String source) {
    if (header != null) {
      headers.put("x-utm-source", header);
    }
    HttpOptions options =
        new HttpOptions(
            Routes.BUILT_IN,
            LogLines.OFF,
            List.of("agent"),
            admitted == null ? Set.of() : Set.of(admitted),
            false,
            AccessKeys.ACCESS);
    String asked = query == null ? "agent=1" : "agent=1&utm_source=" + query;
    exchange(options, new Request("POST", "/mcp", asked), 200, null, run -> {});
    assertThat(counted.get(0).attributes().get("app.utm_source")).isEqualTo(source);
    assertThat(counted.get(0).attributes()).containsEntry("app.server.mode.agent", "true");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /connect/register, 201, app.oauth.register",
    "POST, /oauth2/consent, 302, app.oauth.consent_granted",
    "GET, /login/oauth2/code/github, 302, app.oauth.callback_completed",
    "POST, /oauth2/revoke, 200, app.oauth.grant_revoked",
  })
  void authorizationServerWithoutAHook_isToldByItsPaths(
      String method, String path, int status, String metric) {
    exchange(new Request(method, path), status, null, run -> {});
    exchange(
        new Request(method, path),
        status,
        null,
        run -> run.span().setAttribute(AttributeKey.booleanKey("mcp.sentry.oauth"), true));
    assertThat(counted)
        .extracting(Count::name)
        .containsExactly("app.server.response", metric, "app.server.response");
  }

  @Test
  void row10_authorizationServerOfOnesOwn_isToldWhereTheSettingNamesIt() {
    HttpOptions named = options(Routes.of("oauth=/token;oauth=/register", wrong -> {}));
    for (HttpOptions options : List.of(HttpOptions.DEFAULT, named)) {
      exchange(options, new Request("POST", "/token"), 200, null, run -> {});
      exchange(options, new Request("POST", "/register"), 201, null, run -> {});
    }
    assertThat(counted)
        .extracting(Count::name)
        .containsExactly("app.server.response", "app.server.response", "app.oauth.register");
    assertThat(counted)
        .allMatch(c -> c.attributes().getOrDefault("app.route.group", "oauth").equals("oauth"));
  }

  @Test
  void tokens_areNeverToldAsRefreshes() {
    exchange(new Request("POST", "/oauth2/token"), 200, null, run -> {});
    exchange(new Request("POST", "/oauth2/token"), 400, null, run -> {});
    assertThat(counted).extracting(Count::name).containsOnly("app.server.response");
  }

  @Test
  void user_isToldOfFailuresOnly() {
    for (int status : new int[] {200, 403}) {
      exchange(
          new Request("POST", "/mcp"),
          status,
          null,
          run -> run.span().setAttribute(AttributeKey.stringKey("user.id"), "u-17"));
    }
    exchange(
        new Request("POST", "/oauth2/token"),
        400,
        null,
        run -> run.span().setAttribute(AttributeKey.stringKey("enduser.id"), "a-client"));
    assertThat(counted).extracting(Count::user).containsExactly(null, "u-17", null);
    assertThat(counted.get(1).attributes().toString()).doesNotContain("u-17");
  }

  @Test
  void tenThousandHostileCallers_makeFewSetsOfAttributes() {
    Watched watched = new Watched(options(Routes.of("mcp=/mcp/{tenant?}", wrong -> {})));
    Set<Map<String, Object>> sets = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      headers.put("user-agent", "agent-" + i);
      headers.put("referer", "https://host-" + i + ".example/");
      headers.put("x-utm-source", "source-" + i);
      headers.put("authorization", "Scheme-" + i + " value");
      Request request = new Request("POST", "/mcp/tenant-" + i, "utm_source=" + i + "&agent=" + i);
      int number = i;
      watched.exchange(
          request,
          400 + i % 40,
          null,
          run -> {
            run.challenge("Bearer error=\"made-up-" + number + "\"");
            run.span().setAttribute(AppAttributes.APP_ACCESS_ERROR_REASON, "Made-up " + number);
          });
    }
    counted.forEach(count -> sets.add(count.attributes()));
    assertThat(counted).hasSize(10_000);
    assertThat(sets).hasSizeLessThan(100);
    assertThat(sets.toString()).doesNotContain("tenant-1", "host-1", "source-1", "made-up");
  }

  @Test
  void forwardedRequest_countsOnce() {
    Watched watched = new Watched(HttpOptions.DEFAULT);
    watched.exchange(
        new Request("POST", "/mcp"),
        200,
        null,
        run -> {
          Context inner =
              watched.watch.arrived(run.context(), start(new Request("GET", "/sse")), 1);
          Span nested = tracer.spanBuilder("inner").setParent(inner).startSpan();
          watched.watch.answered(inner.with(nested), Attributes.of(STATUS, 200L), 2);
          nested.end();
        });
    assertThat(counted).hasSize(1);
  }

  @Test
  void responsesThatDiffer_areToldApart_howeverManyThereAre() {
    Watched watched = new Watched(HttpOptions.DEFAULT);
    for (int i = 0; i < 1_200; i++) {
      headers.put("user-agent", i % 3 == 0 ? "cursor/" + i : "claude-code/" + i);
      headers.put("authorization", i % 2 == 0 ? "Bearer x" : "Basic x");
      watched.exchange(
          new Request(i % 5 == 0 ? "DELETE" : "POST", "/mcp"), 200 + i % 2, "/mcp", run -> {});
    }

    for (int i = 0; i < 1_200; i++) {
      assertThat(counted.get(i).attributes())
          .containsEntry("app.client.family", i % 3 == 0 ? "cursor" : "claude-code")
          .containsEntry("app.access.method", i % 2 == 0 ? "grant" : "basic")
          .containsEntry("http.request.method", i % 5 == 0 ? "DELETE" : "POST")
          .containsEntry("http.response.status_code", 200L + i % 2);
    }
    assertThat(told.values())
        .allSatisfy(facts -> assertThat(facts.get(AppAttributes.APP_ACCESS_METHOD)).isNotNull())
        .hasSize(1_200);
  }

  private HttpOptions options(Routes routes) {
    return new HttpOptions(routes, LogLines.OFF, List.of(), Set.of(), false, AccessKeys.ACCESS);
  }

  private void exchange(
      Request request, int status, @Nullable String route, Consumer<Run> meanwhile) {
    exchange(HttpOptions.DEFAULT, request, status, route, meanwhile);
  }

  private void exchange(
      HttpOptions options,
      Request request,
      int status,
      @Nullable String route,
      Consumer<Run> meanwhile) {
    HttpOptions silent =
        new HttpOptions(
            options.routes(),
            LogLines.OFF,
            options.serverModes(),
            options.utmSources(),
            options.skills(),
            options.accessKeys());
    new Watched(silent).exchange(request, status, route, meanwhile);
  }

  private Attributes start(Request request) {
    AttributesBuilder start = Attributes.builder();
    start.put("http.request.method", request.method());
    start.put("url.path", request.path());
    if (request.query() != null) {
      start.put("url.query", request.query());
    }
    if (headers.get("user-agent") != null) {
      start.put("user_agent.original", headers.get("user-agent"));
    }
    return start.build();
  }

  /** A watch, and requests one after the other. */
  private final class Watched {

    private final HttpWatch watch;

    Watched(HttpOptions options) {
      HttpOptions silent =
          new HttpOptions(
              options.routes(),
              LogLines.OFF,
              options.serverModes(),
              options.utmSources(),
              options.skills(),
              options.accessKeys());
      IdentityOptions users = new IdentityOptions(UserIdSource.PRINCIPAL, List.of(), false);
      watch =
          new HttpWatch(
              silent,
              () -> new Identity(users, true, "key", new Redaction(List.of(), true)),
              (name, attributes, user, span) -> count(name, attributes, user, span),
              told::put,
              log);
    }

    private void count(
        String name, Attributes attributes, @Nullable String user, SpanContext span) {
      assertThat(span.isValid()).isTrue();
      Map<String, Object> map = new LinkedHashMap<>();
      attributes.forEach((key, value) -> map.put(key.getKey(), value));
      counted.add(new Count(name, map, user));
    }

    void exchange(Request request, int status, @Nullable String route, Consumer<Run> meanwhile) {
      Context parent =
          new ExchangePropagator(log).extract(Context.root(), HttpWatchTest.this, GETTER);
      Span span =
          tracer.spanBuilder("request").setSpanKind(SpanKind.SERVER).setParent(parent).startSpan();
      Context context = watch.arrived(parent.with(span), start(request), 0);
      Run run = new Run(this, context, span, Attributes.builder());
      meanwhile.accept(run);
      if (status > 0) {
        run.end().put(STATUS, (long) status);
      }
      if (route != null) {
        run.end().put(ROUTE, route);
      }
      watch.answered(context, run.end().build(), 1_000_000);
      span.end();
    }
  }

  /** What happens while a request is answered. */
  private record Run(Watched watched, Context context, Span span, AttributesBuilder end) {

    void challenge(String challenge) {
      end.put(HttpWatch.CHALLENGE, List.of(challenge));
    }

    Context unanswered(String url) {
      return watched.watch.sent(context, Attributes.of(AttributeKey.stringKey("url.full"), url));
    }

    void upstream(String url, int status) {
      Context sent = unanswered(url);
      watched.watch.upstreamAnswered(sent, Attributes.of(STATUS, (long) status));
    }

    /** What an operation of MCP that starts is told. */
    Map<String, Object> operation() {
      SdkTracerProvider provider = SdkTracerProvider.builder().build();
      try (provider) {
        Span operation =
            provider
                .get("test")
                .spanBuilder("tools/call")
                .setSpanKind(SpanKind.SERVER)
                .setParent(context)
                .startSpan();
        ReadWriteSpan started = (ReadWriteSpan) operation;
        watched.watch.carried(context, started);
        Map<String, Object> map = new LinkedHashMap<>();
        started.toSpanData().getAttributes().forEach((key, value) -> map.put(key.getKey(), value));
        operation.end();
        return map;
      }
    }
  }
}
