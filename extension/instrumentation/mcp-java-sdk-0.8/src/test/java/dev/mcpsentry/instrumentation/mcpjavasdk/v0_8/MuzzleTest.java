package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.testing.ReleasedLibrary;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.tooling.muzzle.ReferenceMatcher;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The woven references against the released jars. */
class MuzzleTest {

  private static final Path JARS = Path.of("target", "muzzle");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.8.1", "0.9.0", "0.10.0", "0.11.3", "0.12.1", "0.13.1", "0.14.1", "0.15.0", "0.16.0",
        "0.17.2", "0.18.4", "1.0.2", "1.1.5", "2.0.1", "2.1.0"
      })
  void sessions_matchSince08(String version) throws Exception {
    assertMatches(new ServerSessionModule(), version, true);
    assertMatches(new ClientSessionModule(), version, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.13.1", "0.14.1", "0.15.0", "0.16.0", "0.17.2", "0.18.4", "1.0.2", "1.1.5", "2.0.1",
        "2.1.0"
      })
  void parameters_areCopiedByTypeRefSince013(String version) throws Exception {
    assertMatches(new TypeRefModule(), version, true);
    assertMatches(new TypeReferenceModule(), version, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.8.1", "0.9.0", "0.10.0", "0.11.3", "0.12.1"})
  void parameters_areCopiedByTypeReferenceBefore013(String version) throws Exception {
    assertMatches(new TypeReferenceModule(), version, true);
    assertMatches(new TypeRefModule(), version, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.11.3", "0.12.1", "0.13.1", "0.14.1", "0.15.0", "0.16.0", "0.17.2", "0.18.4", "1.0.2",
        "1.1.5", "2.0.1", "2.1.0"
      })
  void streamableAndStateless_matchSince011(String version) throws Exception {
    assertMatches(new StreamableServerModule(), version, true);
    assertMatches(new StatelessServerModule(), version, true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.8.1", "0.9.0", "0.10.0"})
  void streamable_doesNotMatchBefore011(String version) throws Exception {
    assertMatches(new StreamableServerModule(), version, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.18.4", "1.0.2", "1.1.5", "2.0.1", "2.1.0"})
  void refusalsByHeader_areHookedSince0183(String version) throws Exception {
    assertMatches(new TransportSecurityModule(), version, true);
    try (ReleasedLibrary library = new ReleasedLibrary(JARS.resolve(version))) {
      assertThat(library.hookedBy(new TransportSecurityModule()))
          .containsExactly("ServerTransportSecurityException#<init>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.8.1", "0.17.2"})
  void refusalsByHeader_areNoneBefore0183(String version) throws Exception {
    assertMatches(new TransportSecurityModule(), version, false);
  }

  private static void assertMatches(InstrumentationModule module, String version, boolean matches)
      throws Exception {
    List<URL> jars = new ArrayList<>();
    for (String folder : List.of(version, "common")) {
      for (File jar : JARS.resolve(folder).toFile().listFiles()) {
        jars.add(jar.toURI().toURL());
      }
    }
    try (URLClassLoader library =
        new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      ReferenceMatcher matcher = ReferenceMatcher.of(module);
      if (matches) {
        assertThat(matcher.getMismatchedReferenceSources(library)).isEmpty();
      } else {
        assertThat(
                module.classLoaderMatcher().matches(library)
                    && matcher.getMismatchedReferenceSources(library).isEmpty())
            .isFalse();
      }
    }
  }
}
