package dev.mcpsentry.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mcpsentry.smoke.bookshop.CarrierService;
import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.ingest.Received;
import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Transport;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A day on call in half a minute: servers of several kinds, clients that do what clients do, and
 * one Sentry that hears of it.
 */
final class OnCallRun implements AutoCloseable {

  private static final String RULES =
      """
      app.upstream.host = env:CARRIER_HOST
      app.constraint.organization_slug = query:organization
      app.user.intent = arg:/context
      """;
  private static final String SKILL = "skill:project-management";

  private final FakeSentry sentry = FakeSentry.start();
  private final CarrierService carrier = CarrierService.start();
  private final ExecutorService visitors = Executors.newCachedThreadPool();

  /** Does it all and answers what Sentry was told. */
  Received run() {
    // they start at the same time
    try (ChildJvm shop = bookshop().start();
        ChildJvm local = bookshop().arguments("stdio", "--experimental").start();
        ChildJvm secured = secured().start();
        ChildJvm authorization = authorization().start();
        ChildJvm examples = examples().start();
        ChildJvm logging = logging().start()) {
      Stream.<Runnable>of(
              () -> visitLocal(local),
              () -> visitExamples(examples),
              () -> visitShop(shop),
              () -> visitSecured(secured),
              () -> visitAuthorization(authorization),
              logging::awaitExit)
          .map(visit -> CompletableFuture.runAsync(visit, visitors))
          .toList()
          .forEach(CompletableFuture::join);
    }
    return sentry.received();
  }

  private JavaProgram bookshop() {
    return watched(JavaProgram.jar(Build.bookshop()))
        .environment("CARRIER_URL", carrier.url())
        .environment("CARRIER_HOST", "127.0.0.1")
        .environment("OTEL_INSTRUMENTATION_MCP_RULES", RULES)
        .environment("OTEL_INSTRUMENTATION_MCP_SERVER_MODES", "experimental");
  }

  private JavaProgram secured() {
    return watched(
            JavaProgram.main(
                Build.row("spring-secured-2.0.1-webmvc"),
                "dev.mcpsentry.smoke.app.secured.SecuredServer"))
        .arguments("--transport", Transport.STREAMABLE.argument())
        .environment("OTEL_INSTRUMENTATION_MCP_USER_ID", "principal");
  }

  private JavaProgram authorization() {
    return watched(
            JavaProgram.main(
                Build.row("spring-authorization-1.5.8"),
                "dev.mcpsentry.smoke.app.authorization.AuthorizationProgram"))
        .arguments("--transport", Transport.STREAMABLE.argument())
        .environment("OTEL_INSTRUMENTATION_MCP_SKILL_SCOPES", "skill:")
        .environment("OTEL_INSTRUMENTATION_MCP_USER_ID", "principal");
  }

  private JavaProgram examples() {
    return watched(
        JavaProgram.main(Build.row("custom"), "dev.mcpsentry.smoke.app.custom.CustomServer"));
  }

  private JavaProgram logging() {
    return watched(
            JavaProgram.main(
                Build.row("logging"), "dev.mcpsentry.smoke.app.logging.LoggingProgram"))
        .arguments("logback");
  }

  private JavaProgram watched(JavaProgram program) {
    return program
        .agent(Build.agent())
        .environment("SENTRY_DSN", sentry.dsn())
        .environment("SENTRY_RELEASE", "shop@2.4.0");
  }

  private static void visitLocal(ChildJvm local) {
    local.awaitReady();
    try (McpClient client = McpClient.stdio(local)) {
      client.initialize(Transport.STDIO.protocolVersion());
      client.callTool("find_orders", Map.of("customer", "grace"));
      client.callTool("find_orders", Map.of("customer", "nobody"));
    }
    local.awaitExit();
  }

  private static void visitExamples(ChildJvm examples) {
    examples.awaitReady();
    try (McpClient client = McpClient.stdio(examples)) {
      client.initialize(Transport.STDIO.protocolVersion());
      client.callTool("recommend", Map.of());
    }
    examples.awaitExit();
  }

  private void visitShop(ChildJvm shop) {
    int port = shop.awaitReady();
    String query = "experimental=1&organization=acme&utm_source=newsletter";
    try (McpClient client =
        McpClient.http(
            URI.create("http://127.0.0.1:%d/mcp?%s".formatted(port, query)),
            Map.of("User-Agent", "claude-code/2.0", "Referer", "https://github.com/acme"))) {
      client.initialize(Transport.STREAMABLE.protocolVersion());
      client.request("tools/list", null);
      client.callTool("find_orders", Map.of("customer", "ada", "context", "a gift came late"));
      client.callTool("find_orders", Map.of("customer", "nobody"));
      client.callTool("track_parcel", Map.of("order", "BK-1042"));
      client.callTool("sales_report", Map.of("currency", "EUR"));
      client.callTool("quote_shipping", Map.of("country", "NZ"));
      client.callTool("quote_shipping", Map.of("country", CarrierService.NOWHERE));
      client.callTool("refund_order", Map.of("order", "BK-1043"));
      client.callTool("reserve_book", Map.of("title", "Dune"));
      client.request(
          "resources/read",
          JsonNodeFactory.instance.objectNode().put("uri", "shop://opening-hours"));
    }
    new PlainCalls(port)
        .post("claude-code/2.0", "/mcp", "Mcp-Session-Id", "gone-since-the-last-deploy");
    awaitMetric("app.server.response", "http.response.status_code", "404");
    shop.terminate();
  }

  private void visitSecured(ChildJvm secured) {
    int port = secured.awaitReady();
    String ada = Base64.getEncoder().encodeToString("u-17:open sesame".getBytes(UTF_8));
    try (McpClient client =
        McpClient.http(
            port, Map.of("Authorization", "Basic " + ada, "User-Agent", "Cursor/0.44"))) {
      client.initialize(Transport.STREAMABLE.protocolVersion());
      client.callTool("echo", Map.of("text", "hi"));
      client.callTool("fail", Map.of());
    }
    PlainCalls calls = new PlainCalls(port);
    calls.post("other/1", "/mcp");
    calls.post("other/1", "/mcp", "Authorization", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x");
    calls.get("other/1", "/mcp/limits/by-hand");
    awaitMetric("app.server.response", "app.response.reason", "local_rate_limit");
    secured.terminate();
  }

  private void visitAuthorization(ChildJvm authorization) {
    int port = authorization.awaitReady();
    OauthCaller caller = new OauthCaller(port);
    OauthCaller.Registered client = caller.register("Claude Code", SKILL + " openid");
    caller.signIn("u-17", "open sesame");
    OauthCaller.Tokens tokens =
        caller.tokens(
            caller.exchange(
                client,
                caller.code(
                    caller.consent(client, caller.authorize(client, SKILL + " openid"), SKILL))));
    try (McpClient mcp =
        McpClient.http(port, Map.of("Authorization", "Bearer " + tokens.access()))) {
      mcp.initialize(Transport.STREAMABLE.protocolVersion());
      mcp.callTool("echo", Map.of("text", "hi"));
    }
    OauthCaller.Tokens next = caller.tokens(caller.refresh(client, tokens.refresh()));
    caller.refresh(client, "of-nobody");
    caller.revoke(client, next.refresh());
    awaitMetric("app.oauth.grant_revoked", "app.access.grant.revoked_reason", "client_request");
    authorization.terminate();
  }

  /** What came before is there then, however little time the end of a server has. */
  private void awaitMetric(String name, String key, String value) {
    sentry.await(
        received ->
            received.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .anyMatch(metric -> value.equals(metric.attribute(key))));
  }

  @Override
  public void close() {
    visitors.shutdownNow();
    carrier.close();
    sentry.close();
  }
}
