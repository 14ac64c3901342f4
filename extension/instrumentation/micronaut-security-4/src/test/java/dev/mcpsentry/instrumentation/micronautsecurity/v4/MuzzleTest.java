package dev.mcpsentry.instrumentation.micronautsecurity.v4;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.tooling.muzzle.ReferenceMatcher;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The woven references, and the methods the hooks are for, against the released jars. */
class MuzzleTest {

  private static final Path JARS = Path.of("target", "muzzle");

  @ParameterizedTest
  @ValueSource(strings = {"4.0.0", "4.9.0", "4.15.1"})
  void everyVersion_matches_andHasWhatIsHooked(String version) throws Exception {
    File jar = JARS.resolve(version).toFile().listFiles()[0];
    MicronautSecurityModule module = new MicronautSecurityModule();
    try (URLClassLoader library =
        new URLClassLoader(new URL[] {jar.toURI().toURL()}, ClassLoader.getPlatformClassLoader())) {
      assertThat(module.classLoaderMatcher().matches(library)).isTrue();
      assertThat(ReferenceMatcher.of(module).getMismatchedReferenceSources(library)).isEmpty();
    }
    try (ClassFileLocator locator = ClassFileLocator.ForJarFile.of(jar)) {
      TypePool pool = TypePool.Default.of(locator);
      assertThat(descriptor(pool, SecurityFilterInstrumentation.FILTER, "checkRules"))
          .startsWith(
              "(Lio/micronaut/http/HttpRequest;Lio/micronaut/http/filter/ServerFilterChain;"
                  + "Lio/micronaut/security/authentication/Authentication;)");
      assertThat(descriptor(pool, AuthorizationExceptionInstrumentation.EXCEPTION, "<init>"))
          .isEqualTo("(Lio/micronaut/security/authentication/Authentication;)V");
    }
  }

  private static String descriptor(TypePool pool, String type, String method) {
    return pool.describe(type)
        .resolve()
        .getDeclaredMethods()
        .filter(ElementMatchers.hasMethodName(method))
        .getOnly()
        .getDescriptor();
  }
}
