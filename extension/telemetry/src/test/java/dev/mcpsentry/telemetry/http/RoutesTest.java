package dev.mcpsentry.telemetry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  private final List<String> complaints = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "/mcp, mcp, /mcp/**",
    "/mcp/, mcp, /mcp/**",
    "/mcp/acme/shop, mcp, /mcp/**",
    "/sse, mcp, /sse",
    "/messages/42, mcp, /messages/**",
    "/api/mcp, mcp, /mcp/**",
    "/shop/sse, mcp, /sse",
    "/oauth2/token, oauth, /oauth2/{action}/**",
    "/oauth2/authorize/deep, oauth, /oauth2/{action}/**",
    "/connect/register, oauth, /connect/register",
    "/login/oauth2/code/github, oauth, /login/oauth2/code/{client}",
    "/q/oidc/authorize, oauth, /q/oidc/{action}",
    "/realms/r1/protocol/openid-connect/token, oauth,"
        + " /realms/{realm}/protocol/openid-connect/{action}",
    "/.well-known/oauth-authorization-server, oauth, /.well-known/**",
  })
  void knownPaths_areWatched(String path, String group, String template) {
    RouteMatch match = Routes.BUILT_IN.match(path);
    assertThat(match).isNotNull();
    assertThat(match.route().group()).isEqualTo(group);
    assertThat(match.route().template().text()).isEqualTo(template);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//",
        "/health",
        "/mcpx",
        "/a/b/mcp",
        "/register",
        "/token",
        "/authorize",
        "/oauth2",
        "mcp2",
        "/actuator/health",
        "/%6dcp"
      })
  void otherPaths_areNot(String path) {
    assertThat(Routes.BUILT_IN.match(path)).isNull();
  }

  @Test
  void variables_areTold() {
    Routes routes = routes("mcp=/mcp/{organization_slug?}/{project_slug?}; chat=/api/*/{room}");
    assertThat(variables(routes, "/mcp/acme/shop"))
        .isEqualTo(Map.of("organization_slug", "acme", "project_slug", "shop"));
    assertThat(variables(routes, "/mcp/acme")).isEqualTo(Map.of("organization_slug", "acme"));
    assertThat(variables(routes, "/mcp")).isEmpty();
    assertThat(variables(routes, "/api/v1/lobby")).isEqualTo(Map.of("room", "lobby"));
    assertThat(routes.match("/api/v1")).isNull();
    assertThat(routes.match("/mcp/a/b/c").route().builtIn()).as("the built-in one").isTrue();
    assertThat(complaints).isEmpty();
  }

  @Test
  void usersComeFirst_andInTheirOrder() {
    Routes routes = routes("search=/mcp/search;all=/mcp/**");
    assertThat(routes.match("/mcp/search").route().group()).isEqualTo("search");
    assertThat(routes.match("/mcp").route().group()).isEqualTo("all");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mcp",
        "=/mcp",
        "MCP=/mcp",
        "mcp=mcp",
        "mcp=/a/**/b",
        "mcp=/{a?}/b",
        "mcp=/{}",
        "mcp=/{a}/{a}",
        "mcp=/a//b",
        "mcp=/a*",
        "mcp=/{a",
      })
  void wrongOnes_areNamed_andTheOthersStay(String wrong) {
    Routes routes = routes(wrong + ";chat=/api/chat");
    assertThat(complaints).hasSize(1);
    assertThat(routes.own()).hasSize(1);
    assertThat(routes.match("/api/chat").route().group()).isEqualTo("chat");
  }

  @Test
  void tooManyGroups_areNamed() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      text.append("g").append(i).append("=/p").append(i).append(';');
    }
    assertThat(routes(text.toString()).own()).hasSize(20);
    assertThat(complaints).hasSize(1);
  }

  @Test
  void hostilePaths_takeNoTime() {
    Routes routes = routes("a=/{x}/{y?}/{z?};b=/**");
    String deep = "/a".repeat(100_000);
    assertThat(routes.match(deep)).isNull();
    assertThat(routes.match("/".repeat(100_000))).isNull();
    assertThat(routes.match("/mcp/" + "x".repeat(1_000_000))).isNotNull();
  }

  @Test
  void off_watchesNothing() {
    Routes off = routes(" off ");
    assertThat(off.isOff()).isTrue();
    assertThat(off.match("/mcp")).isNull();
    assertThat(Routes.of(off.text(), complaints::add)).isEqualTo(off);
    assertThat(complaints).isEmpty();
    assertThat(Routes.BUILT_IN.isOff()).isFalse();
  }

  @Test
  void whatIsWritten_isReadAgain() {
    Routes routes = routes(" mcp = /mcp/{a?} ; chat=/api/chat ");
    assertThat(Routes.of(routes.text(), complaints::add)).isEqualTo(routes);
  }

  private Routes routes(String text) {
    return Routes.of(text, complaints::add);
  }

  private static Map<String, String> variables(Routes routes, String path) {
    @Nullable RouteMatch match = routes.match(path);
    assertThat(match).isNotNull();
    assertThat(match.route().builtIn()).isFalse();
    return match.variables();
  }
}
