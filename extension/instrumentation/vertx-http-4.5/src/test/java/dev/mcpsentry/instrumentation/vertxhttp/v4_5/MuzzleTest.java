package dev.mcpsentry.instrumentation.vertxhttp.v4_5;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.tooling.muzzle.ReferenceMatcher;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The woven references, and the methods the hooks are for, against the released jars. */
class MuzzleTest {

  private static final Path JARS = Path.of("target", "muzzle");

  @ParameterizedTest
  @ValueSource(strings = {"4.5.14", "4.5.22", "4.5.27"})
  void everyVersion_matches_andHasWhatIsHooked(String version) throws Exception {
    File jar = JARS.resolve(version).toFile().listFiles()[0];
    VertxHttpModule module = new VertxHttpModule();
    try (URLClassLoader library =
        new URLClassLoader(new URL[] {jar.toURI().toURL()}, ClassLoader.getPlatformClassLoader())) {
      assertThat(module.classLoaderMatcher().matches(library)).isTrue();
      assertThat(ReferenceMatcher.of(module).getMismatchedReferenceSources(library)).isEmpty();
    }
    try (ClassFileLocator locator = ClassFileLocator.ForJarFile.of(jar)) {
      assertThat(
              TypePool.Default.of(locator)
                  .describe(ServerConnectionInstrumentation.CONNECTION)
                  .resolve()
                  .getDeclaredMethods())
          .extracting(MethodDescription::getName)
          .contains("enqueueRequest", "handleNext");
    }
  }
}
