package dev.mcpsentry.smoke;

import static dev.mcpsentry.smoke.Users.hash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.ingest.Transaction;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who asks, where Quarkus or Micronaut verifies a JWT, in all that Sentry is told. */
class QuarkusMicronautIdentitySmokeTest {

  private static final String USER = "u-17";
  private static final String EMAIL = "ada@example.com";

  // the agent does not see requests that Quarkus takes over HTTP/2
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The program of either, behind the same paths. */
  enum Framework {
    QUARKUS,
    MICRONAUT;

    JavaProgram program() {
      return this == QUARKUS
          ? JavaProgram.jar(Build.appFile("quarkus-secured", "quarkus-app/quarkus-run.jar"))
          : JavaProgram.main(
              Build.row("micronaut-secured-4.10.8"),
              "dev.mcpsentry.smoke.app.micronaut.MicronautServer");
    }
  }

  static Stream<Framework> one() {
    return Build.rows(List.of(Framework.QUARKUS), List.of(Framework.MICRONAUT));
  }

  static Stream<Framework> other() {
    return Build.rows(List.of(Framework.MICRONAUT), List.of(Framework.QUARKUS));
  }

  @ParameterizedTest
  @EnumSource
  void row12_principal_isCountedInEverySignal_andWhoIsRefusedIsToldWhy(Framework framework) {
    String token = token();
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            served(
                framework
                    .program()
                    .environment("OTEL_INSTRUMENTATION_MCP_USER_ID", "principal")
                    .environment("OTEL_METRICS_EXPORTER", "logging-otlp"),
                sentry,
                token)) {
      work(served, token);
      assertThat(post(served, "/mcp/admin", token)).isEqualTo(403);
      assertThat(post(served, "/mcp/order", null)).isEqualTo(401);
      assertThat(post(served, "/mcp/order", "x.y.z")).isEqualTo(401);
      served.end();

      String asked = hash(sentry, USER);
      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(received.transaction("tools/call echo").data("user.id")).isEqualTo(asked);
      assertThat(answered(received, "200", "202", "403")).hasSizeGreaterThan(3).containsOnly(asked);
      assertThat(answered(received, "401")).hasSize(2).containsOnlyNulls();
      assertThat(received.transactions("http.server"))
          .filteredOn(request -> "401".equals(request.data("http.response.status_code")))
          .extracting(request -> request.data("app.access.error.code"))
          .containsExactly("invalid_access", "invalid_access");
      assertThat(received.metrics())
          .filteredOn(metric -> metric.name().equals("app.server.response"))
          .allMatch(metric -> "mcp".equals(metric.attribute("app.route.group")))
          .filteredOn(metric -> "401".equals(metric.attribute("http.response.status_code")))
          .extracting(metric -> metric.attribute("app.access.request.header_shape"))
          .containsExactlyInAnyOrder("missing", "jwt");
      assertThat(received.events())
          .extracting(event -> event.json().at("/user/id").asText())
          .containsExactly(asked);
      assertThat(received.logs())
          .filteredOn(log -> log.body().equals("echoes hi"))
          .extracting(log -> log.attribute("user.id"))
          .containsExactly(asked);
      assertThat(served.child().stderr().lines())
          .filteredOn(line -> line.contains("OtlpJsonLoggingMetricExporter"))
          .isNotEmpty()
          .noneMatch(line -> line.contains("user.") || line.contains(asked));
      assertThat(sentry.everything()).doesNotContain(USER, EMAIL, "enduser", token);
    }
  }

  @ParameterizedTest
  @EnumSource
  void wherePersonalDataIsSent_thePrincipalIsNamed_withTheClaimsThatAreWanted(Framework framework) {
    String token = token();
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            served(
                framework
                    .program()
                    .environment("SENTRY_SEND_DEFAULT_PII", "true")
                    .environment("OTEL_INSTRUMENTATION_MCP_USER_CLAIMS", "email"),
                sentry,
                token)) {
      work(served, token);
      served.end();

      Received received = sentry.received();
      assertThat(received.rejections()).isEmpty();
      assertThat(received.transaction("tools/call echo").data("user.id")).isEqualTo(USER);
      assertThat(answered(received, "200")).isNotEmpty().containsOnly(USER);
      assertThat(received.events())
          .extracting(event -> event.json().at("/user/id").asText())
          .containsExactly(USER);
      assertThat(received.transactions("http.server"))
          .extracting(request -> request.data("user.claim.email"))
          .containsOnly(EMAIL);
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void claimOfAVerifiedToken_isTheUser(Framework framework) {
    String token = token();
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            served(
                framework.program().environment("OTEL_INSTRUMENTATION_MCP_USER_ID", "claim:email"),
                sentry,
                token)) {
      work(served, token);
      served.end();

      Received received = sentry.received();
      assertThat(received.transaction("tools/call echo").data("user.id"))
          .isEqualTo(hash(sentry, EMAIL));
      assertThat(sentry.everything()).doesNotContain(USER, EMAIL, token);
    }
  }

  @ParameterizedTest
  @MethodSource("other")
  void whereThatIsOff_nobodyIsNamed_whateverElseIsSent(Framework framework) {
    String token = token();
    try (FakeSentry sentry = FakeSentry.start();
        Served served =
            served(
                framework
                    .program()
                    .environment("SENTRY_SEND_DEFAULT_PII", "true")
                    .environment("OTEL_INSTRUMENTATION_MCP_USER_ID", "off"),
                sentry,
                token)) {
      work(served, token);
      served.end();

      assertThat(sentry.received().transactions("http.server")).isNotEmpty();
      assertThat(sentry.received().events()).hasSize(1);
      assertThat(sentry.everything()).doesNotContain(USER, EMAIL, "\"user.id\"");
    }
  }

  private static Served served(JavaProgram program, FakeSentry sentry, String token) {
    return Served.start(
            program.agent(Build.agent()).environment("SENTRY_DSN", sentry.dsn()),
            Transport.STREAMABLE,
            Map.of("Authorization", "Bearer " + token))
        .initialized();
  }

  private static void work(Served served, String token) {
    served.client().callTool("echo", Map.of("text", "hi"));
    assertThat(post(served, "/mcp/order", token)).isEqualTo(200);
  }

  private static int post(Served served, String path, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + served.port() + path))
            .POST(HttpRequest.BodyPublishers.noBody());
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<@Nullable String> answered(Received received, String... statuses) {
    return received.transactions("http.server").stream()
        .filter(request -> List.of(statuses).contains(request.data("http.response.status_code")))
        .map((Transaction request) -> request.data("user.id"))
        .toList();
  }

  private static String token() {
    long now = Instant.now().getEpochSecond();
    return Users.token(
        "{\"sub\":\"%s\",\"email\":\"%s\",\"iat\":%d,\"exp\":%d}"
            .formatted(USER, EMAIL, now, now + 3600));
  }
}
