package dev.mcpsentry.instrumentation.springsecurity.v6_2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.testing.ReleasedLibrary;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hooks against the released jars. */
class HooksTest {

  @ParameterizedTest
  @ValueSource(strings = {"6.2.0", "6.5.11", "7.1.2"})
  void servletsAndTokens_areHookedSince62(String version) throws IOException {
    assertThat(hooked(new SpringSecurityModule(), version))
        .contains(
            "BearerTokenAuthenticationEntryPoint#commence",
            "BasicAuthenticationEntryPoint#commence",
            "DelegatingAuthenticationEntryPoint#commence",
            "BearerTokenAccessDeniedHandler#handle",
            "AccessDeniedHandlerImpl#handle",
            "JwtAuthenticationToken#<init>",
            "BearerTokenAuthentication#<init>")
        .noneMatch(method -> method.contains("Server"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.2.0", "6.5.11", "7.1.2"})
  void webFlux_isHookedSince62(String version) throws IOException {
    assertThat(hooked(new SpringSecurityReactiveModule(), version))
        .contains(
            "BearerTokenServerAuthenticationEntryPoint#commence",
            "HttpBasicServerAuthenticationEntryPoint#commence",
            "DelegatingServerAuthenticationEntryPoint#commence",
            "BearerTokenServerAccessDeniedHandler#handle",
            "HttpStatusServerAccessDeniedHandler#handle");
  }

  @Test
  void apiKeysAndSessions_areHooked() throws IOException {
    assertThat(hooked(new McpServerSecurityModule(), "mcp-server-security-0.0.6"))
        .containsExactly("ApiKeyAuthenticationToken#<init>");
    assertThat(hooked(new McpServerSecurityModule(), "mcp-server-security-0.1.13"))
        .containsExactly("ApiKeyAuthenticationToken#<init>", "McpSessionFilter#throwError");
  }

  private static Set<String> hooked(InstrumentationModule module, String folder)
      throws IOException {
    try (ReleasedLibrary library = new ReleasedLibrary(Path.of("target", "released", folder))) {
      return library.hookedBy(module);
    }
  }
}
