package dev.mcpsentry.instrumentation.springauthorizationserver.v1_5;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.tooling.muzzle.ReferenceMatcher;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The woven references, and the methods the hooks are for, against the released jars. */
class MuzzleTest {

  private static final String SERVER = SpringAuthorizationServerModule.SERVER;

  @ParameterizedTest
  @CsvSource({"1.5.8, 6", "7.0.8, 7", "7.1.2, 7"})
  void everyVersion_matches_andHasWhatIsHooked(String version, int providers) throws Exception {
    SpringAuthorizationServerModule module = new SpringAuthorizationServerModule();
    try (URLClassLoader library =
        new URLClassLoader(jars(version), ClassLoader.getPlatformClassLoader())) {
      assertThat(module.classLoaderMatcher().matches(library)).isTrue();
      assertThat(ReferenceMatcher.of(module).getMismatchedReferenceSources(library)).isEmpty();
    }
    try (ClassFileLocator jar = ClassFileLocator.ForJarFile.of(server(version))) {
      TypePool pool = TypePool.Default.of(jar);
      assertThat(
              List.of(
                      "authentication.OAuth2ClientRegistrationAuthenticationProvider",
                      "oidc.authentication.OidcClientRegistrationAuthenticationProvider",
                      "authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider",
                      "authentication.OAuth2AuthorizationConsentAuthenticationProvider",
                      "authentication.OAuth2RefreshTokenAuthenticationProvider",
                      "authentication.OAuth2AuthorizationCodeAuthenticationProvider",
                      "authentication.OAuth2TokenRevocationAuthenticationProvider")
                  .stream()
                  .map(name -> pool.describe(SERVER + name))
                  .filter(TypePool.Resolution::isResolved)
                  .map(TypePool.Resolution::resolve))
          .hasSize(providers)
          .allMatch(new ProviderInstrumentation().typeMatcher()::matches)
          .allMatch(type -> has(type, "authenticate", 1));
      assertThat(has(type(pool, "OAuth2AuthorizationService"), "findByToken", 2)).isTrue();
      assertThat(has(type(pool, "OAuth2AuthorizationService"), "save", 1)).isTrue();
      assertThat(has(type(pool, "OAuth2AuthorizationConsentService"), "remove", 1)).isTrue();
      assertThat(has(type(pool, "client.RegisteredClientRepository"), "findByClientId", 1))
          .isTrue();
    }
  }

  private static TypeDescription type(TypePool pool, String name) {
    return pool.describe(SERVER + name).resolve();
  }

  private static boolean has(TypeDescription type, String method, int parameters) {
    return !type.getDeclaredMethods()
        .filter(
            ElementMatchers.named(method)
                .and(ElementMatchers.takesArguments(parameters))
                .and(ElementMatchers.not(ElementMatchers.isBridge())))
        .isEmpty();
  }

  private static File server(String version) {
    return new File(
        folder(version), "spring-security-oauth2-authorization-server-" + version + ".jar");
  }

  private static URL[] jars(String version) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (File jar : folder(version).listFiles()) {
      urls.add(jar.toURI().toURL());
    }
    return urls.toArray(new URL[0]);
  }

  private static File folder(String version) {
    return Path.of("target", "muzzle", version).toFile();
  }
}
