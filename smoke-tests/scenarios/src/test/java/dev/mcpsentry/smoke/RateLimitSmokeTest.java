package dev.mcpsentry.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told that he asks too often: by this server, or by one behind it. */
class RateLimitSmokeTest {

  private static final String REASON = "app.response.reason";
  private static final String SCOPE = "app.rate_limit.scope";
  private static final String LOCAL = "local_rate_limit";
  // u-17, open sesame
  private static final String BASIC = "Basic dS0xNzpvcGVuIHNlc2FtZQ==";
  private static final String TOKEN = "Bearer " + Users.token("{\"sub\":\"u-17\"}");

  @ParameterizedTest
  @ValueSource(strings = {"spring-secured-2.0.1-webmvc", "spring-secured-2.0.0-webflux"})
  void row07_limiterThatRefuses_isTheReason_andAnUpstreamsIsNot(String row) throws IOException {
    HttpServer upstream = limited();
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(
                new SecuredProgram(row).watched(sentry),
                Transport.STREAMABLE,
                Map.of("Authorization", TOKEN))) {
      PlainCalls calls = new PlainCalls(served.port());
      for (String limiter : List.of("bucket4j", "resilience4j")) {
        String path = "/mcp/limits/" + limiter;
        assertThat(calls.get(limiter + "-first/1", path)).isEqualTo(200);
        assertThat(calls.get(limiter + "-ip/1", path)).isEqualTo(429);
        assertThat(calls.get(limiter + "-user/1", path, "Authorization", TOKEN)).isEqualTo(429);
      }
      assertThat(calls.get("modest/1", "/mcp/limits/modest")).isEqualTo(200);
      assertThat(calls.get("by-hand/1", "/mcp/limits/by-hand")).isEqualTo(429);
      int port = upstream.getAddress().getPort();
      assertThat(calls.get("upstream/1", "/mcp/limits/upstream?port=" + port)).isEqualTo(429);
      served.initialized().client().callTool("throttle", Map.of());
      served.end();

      for (String limiter : List.of("bucket4j", "resilience4j")) {
        assertThat(PlainCalls.span(sentry, limiter + "-first/1").data(REASON)).isNull();
        assertLimited(sentry, limiter + "-ip/1", LOCAL, "ip");
        assertLimited(sentry, limiter + "-user/1", LOCAL, "user");
      }
      assertLimited(sentry, "by-hand/1", LOCAL, "ip");
      assertLimited(sentry, "upstream/1", null, null);
      assertThat(PlainCalls.answers(sentry, 200))
          .isNotEmpty()
          .allMatch(answer -> answer.attribute(REASON) == null);
      Received received = sentry.received();
      assertThat(received.transaction("tools/call throttle").data(REASON)).isEqualTo(LOCAL);
      assertThat(received.transactions("http.server"))
          .filteredOn(request -> request.name().startsWith("POST"))
          .isNotEmpty()
          .allMatch(request -> request.data(REASON) == null);
      assertThat(received.rejections()).isEmpty();
    } finally {
      upstream.stop(0);
    }
  }

  @Test
  void limiterOfSpringsGateway_knowsWhoseLimitItIs() throws IOException {
    HttpServer upstream = limited();
    JavaProgram gateway =
        JavaProgram.main(
                Build.row("spring-gateway-5.0.4"), "dev.mcpsentry.smoke.app.limited.LimitedGateway")
            .agent(Build.agent())
            .environment("UPSTREAM_PORT", String.valueOf(upstream.getAddress().getPort()));
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            Served.start(gateway.environment("SENTRY_DSN", sentry.dsn()), Transport.STREAMABLE)) {
      PlainCalls calls = new PlainCalls(served.port());
      assertThat(calls.get("first/1", "/mcp/user", "Authorization", BASIC)).isEqualTo(200);
      assertThat(calls.get("user/1", "/mcp/user", "Authorization", BASIC)).isEqualTo(429);
      assertThat(calls.get("second/1", "/mcp/all")).isEqualTo(200);
      assertThat(calls.get("all/1", "/mcp/all")).isEqualTo(429);
      assertThat(calls.get("upstream/1", "/mcp/upstream")).isEqualTo(429);
      PlainCalls.span(sentry, "upstream/1");
      served.end();

      assertThat(PlainCalls.span(sentry, "first/1").data(REASON)).isNull();
      assertThat(PlainCalls.span(sentry, "first/1").data(SCOPE)).isNull();
      assertLimited(sentry, "user/1", LOCAL, "user");
      assertLimited(sentry, "all/1", LOCAL, "ip");
      assertLimited(sentry, "upstream/1", null, null);
      assertThat(sentry.received().rejections()).isEmpty();
    } finally {
      upstream.stop(0);
    }
  }

  @Test
  void row07_limiterOfSmallRye_isTheReason() {
    JavaProgram quarkus =
        JavaProgram.jar(Build.appFile("quarkus-secured", "quarkus-app/quarkus-run.jar"));
    try (FakeSentry sentry = FakeSentry.start();
        Served served = Served.start(SideBySide.watched(quarkus, sentry), Transport.STREAMABLE)) {
      PlainCalls calls = new PlainCalls(served.port());
      assertThat(calls.get("first/1", "/mcp/limited")).isEqualTo(200);
      assertThat(calls.get("second/1", "/mcp/limited")).isEqualTo(429);
      PlainCalls.span(sentry, "second/1");
      served.end();

      assertLimited(sentry, "second/1", LOCAL, "ip");
      assertThat(PlainCalls.answers(sentry, 200))
          .isNotEmpty()
          .allMatch(answer -> answer.attribute(REASON) == null);
      assertThat(sentry.received().rejections()).isEmpty();
    }
  }

  private static void assertLimited(
      FakeSentry sentry, String agent, @Nullable String reason, @Nullable String scope) {
    Transaction request = PlainCalls.span(sentry, agent);
    assertThat(request.data(REASON)).as("reason of %s", agent).isEqualTo(reason);
    assertThat(request.data(SCOPE)).as("scope of %s", agent).isEqualTo(scope);
    assertThat(PlainCalls.answers(sentry, 429))
        .filteredOn(answer -> answer.traceId().equals(request.traceId()))
        .singleElement()
        .matches(answer -> Objects.equals(reason, answer.attribute(REASON)))
        .matches(answer -> Objects.equals(scope, answer.attribute(SCOPE)));
  }

  /** A server whose limit everybody has reached. */
  private static HttpServer limited() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(429, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
