package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.tooling.muzzle.ReferenceMatcher;
import java.net.URLClassLoader;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The woven references, and the methods the hooks are for, against the released jars. */
class MuzzleTest {

  private static final String CLIENT = "dev.langchain4j.mcp.client.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0-beta5", "1.3.0-beta9", "1.4.0-beta10", "1.5.0-beta11", "1.8.0-beta15",
        "1.9.1-beta17", "1.10.0-beta18", "1.11.0-beta19", "1.12.2-beta22", "1.13.0-beta23",
        "1.15.1-beta25", "1.18.1-beta28"
      })
  void everyVersion_matches_andHasWhatIsHooked(String version) throws Exception {
    LangChain4jMcpModule module = new LangChain4jMcpModule();
    try (URLClassLoader library = LibraryVersions.alone(version)) {
      assertThat(module.classLoaderMatcher().matches(library)).isTrue();
      assertThat(ReferenceMatcher.of(module).getMismatchedReferenceSources(library)).isEmpty();
    }
    try (ClassFileLocator jar = ClassFileLocator.ForJarFile.of(LibraryVersions.jar(version))) {
      TypePool pool = TypePool.Default.of(jar);
      assertThat(methods(pool, "transport.McpTransport"))
          .contains(
              "initialize", "executeOperationWithResponse", "executeOperationWithoutResponse");
      assertThat(methods(pool, "transport.stdio.StdioMcpTransport")).contains("close");
      assertThat(methods(pool, "DefaultMcpClient"))
          .contains(
              "initialize",
              "executeTool",
              "listTools",
              "listResources",
              "listResourceTemplates",
              "readResource",
              "listPrompts",
              "getPrompt",
              "checkHealth");
      TypeDescription handler = type(pool, "transport.McpOperationHandler");
      assertThat(methods(pool, "transport.McpOperationHandler")).contains("handle");
      assertThat(
              handler
                  .getDeclaredFields()
                  .filter(ElementMatchers.named("transport"))
                  .getOnly()
                  .getType()
                  .getTypeName())
          .isEqualTo(TransportInstrumentation.TRANSPORT);
    }
  }

  private static List<String> methods(TypePool pool, String name) {
    return type(pool, name).getDeclaredMethods().stream().map(MethodDescription::getName).toList();
  }

  private static TypeDescription type(TypePool pool, String name) {
    return pool.describe(CLIENT + name).resolve();
  }
}
