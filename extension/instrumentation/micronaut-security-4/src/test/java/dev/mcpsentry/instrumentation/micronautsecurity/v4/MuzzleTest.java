package dev.mcpsentry.instrumentation.micronautsecurity.v4;

import static net.bytebuddy.matcher.ElementMatchers.hasMethodName;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.tooling.muzzle.ReferenceMatcher;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import net.bytebuddy.description.method.ParameterList;
import net.bytebuddy.dynamic.ClassFileLocator;
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
      assertThat(lastOf(parameters(pool, SecurityFilterInstrumentation.FILTER, "checkRules", 3)))
          .isEqualTo(SecurityFilterInstrumentation.AUTHENTICATION);
      assertThat(
              lastOf(
                  parameters(pool, AuthorizationExceptionInstrumentation.EXCEPTION, "<init>", 1)))
          .isEqualTo(SecurityFilterInstrumentation.AUTHENTICATION);
    }
  }

  private static ParameterList<?> parameters(
      TypePool pool, String type, String method, int parameters) {
    return pool.describe(type)
        .resolve()
        .getDeclaredMethods()
        .filter(hasMethodName(method).and(takesArguments(parameters)))
        .getOnly()
        .getParameters();
  }

  // the others are of jars that are not here
  private static String lastOf(ParameterList<?> parameters) {
    return parameters.get(parameters.size() - 1).getType().asErasure().getName();
  }
}
