package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The types of requests of the released SDKs, over a transport of the application's. */
class SentTypesTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.8.1", "0.9.0", "0.10.0"})
  void request_goesOutAsItIsBefore011(String version) throws Exception {
    Map<String, String> fates = fates(version);

    assertThat(fates).hasSizeGreaterThanOrEqualTo(9).containsKeys("CallToolRequest");
    assertThat(fates.values()).containsOnly("as it is");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.11.3", "0.12.1", "0.13.1", "0.14.1", "0.15.0", "0.16.0", "0.17.2", "0.18.4", "1.0.2",
        "1.1.5", "2.0.1", "2.1.0"
      })
  void request_carriesContextAsAValueOfItsClassSince011(String version) throws Exception {
    Map<String, String> fates = fates(version);

    assertThat(fates).hasSizeGreaterThanOrEqualTo(11).containsKeys("CallToolRequest");
    assertThat(fates.remove("SetLevelRequest")).isEqualTo("as it is");
    assertThat(fates).allSatisfy((type, fate) -> assertThat(fate).isEqualTo("with context"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> fates(String version) throws Exception {
    try (URLClassLoader application =
        new URLClassLoader(classPath(version), ClassLoader.getPlatformClassLoader())) {
      return ((Supplier<Map<String, String>>)
              application.loadClass(SentTypes.class.getName()).getConstructor().newInstance())
          .get();
    }
  }

  // ours, with that version of the SDK in place of the one the tests are compiled against
  private static URL[] classPath(String version) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String folder : List.of(version, "common")) {
      for (File jar : Path.of("target", "muzzle", folder).toFile().listFiles()) {
        urls.add(jar.toURI().toURL());
      }
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!entry.contains("modelcontextprotocol")) {
        urls.add(new File(entry).toURI().toURL());
      }
    }
    return urls.toArray(new URL[0]);
  }
}
