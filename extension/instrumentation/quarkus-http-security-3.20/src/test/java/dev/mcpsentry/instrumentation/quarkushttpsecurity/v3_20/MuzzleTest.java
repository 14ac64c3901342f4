package dev.mcpsentry.instrumentation.quarkushttpsecurity.v3_20;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.tooling.muzzle.ReferenceMatcher;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The woven references, and the constructors the hooks are for, against the released jars. */
class MuzzleTest {

  private static final Path JARS = Path.of("target", "muzzle");

  @ParameterizedTest
  @ValueSource(strings = {"3.20.1", "3.29.4", "3.33.2"})
  void everyVersion_matches_andHasWhatIsHooked(String version) throws Exception {
    try (URLClassLoader library = library(version, "jwt")) {
      assertThat(matches(new QuarkusHttpSecurityModule(), library)).isTrue();
      assertThat(matches(new JsonWebTokenModule(), library)).isTrue();
      TypePool pool = TypePool.Default.of(ClassFileLocator.ForClassLoader.of(library));
      assertThat(constructors(pool, HttpUserInstrumentation.USER))
          .containsExactly("[interface io.quarkus.security.identity.SecurityIdentity]");
      assertThat(constructors(pool, ChallengeDataInstrumentation.CHALLENGE))
          .contains("[int, interface java.lang.CharSequence, class java.lang.String]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.20.1", "3.33.2"})
  void withoutJwt_principalsAreHeardAlone(String version) throws Exception {
    try (URLClassLoader library = library(version)) {
      assertThat(matches(new QuarkusHttpSecurityModule(), library)).isTrue();
      assertThat(matches(new JsonWebTokenModule(), library)).isFalse();
    }
  }

  private static boolean matches(InstrumentationModule module, ClassLoader library) {
    return module.classLoaderMatcher().matches(library)
        && ReferenceMatcher.of(module).getMismatchedReferenceSources(library).isEmpty();
  }

  private static List<String> constructors(TypePool pool, String type) {
    return pool.describe(type).resolve().getDeclaredMethods().filter(isConstructor()).stream()
        .map(constructor -> constructor.getParameters().asTypeList().toString())
        .toList();
  }

  private static URLClassLoader library(String... folders) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String folder : folders) {
      for (File jar : JARS.resolve(folder).toFile().listFiles()) {
        urls.add(jar.toURI().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }
}
