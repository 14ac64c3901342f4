package dev.mcpsentry.instrumentation.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.StderrLog;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HookReportTest {

  private static final KnownLibrary OURS = KnownLibrary.MCP_JAVA_SDK_SERVER;
  private static final KnownLibrary FOREIGN =
      new KnownLibrary("Foreign", List.of("x.Y"), null, List.of("x:y"));

  private static final ClassLoader APPLICATION = HookReportTest.class.getClassLoader();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final HookReport report = new HookReport(new StderrLog(new PrintStream(bytes, true)));

  @AfterEach
  void reset() {
    System.clearProperty("otel.instrumentation.mcp-java-sdk.enabled");
  }

  @Test
  void hookedLibrary_isNamedOnce() {
    report.hooked(OURS, APPLICATION, null);
    report.hooked(OURS, APPLICATION, null);
    report.present(OURS, APPLICATION, null);

    assertThat(bytes.toString())
        .isEqualTo("[mcp-sentry] MCP Java SDK server (version unknown): monitored\n");
  }

  @Test
  void libraries_areToldToTheBridge() {
    report.hooked(OURS, APPLICATION, null);
    report.present(FOREIGN, APPLICATION, null);

    assertThat(System.getProperty("mcp.sentry.libraries.hooked"))
        .isEqualTo("MCP Java SDK server (version unknown)");
    assertThat(System.getProperty("mcp.sentry.libraries.unhooked"))
        .isEqualTo("Foreign (version unknown): this release has no instrumentation for it");
  }

  @Test
  void unsupportedLibrary_isNamedWithTheReason() {
    report.present(FOREIGN, APPLICATION, null);

    assertThat(bytes.toString()).contains("Foreign").contains("no instrumentation for it");
  }

  @Test
  void switchedOffLibrary_isNamedWithTheSwitch() {
    System.setProperty("otel.instrumentation.mcp-java-sdk.enabled", "false");
    report.present(OURS, APPLICATION, null);

    assertThat(bytes.toString())
        .contains("switched off by otel.instrumentation.mcp-java-sdk.enabled=false");
  }

  @Test
  void switchInTheAgentsConfiguration_isNamedToo() {
    report.readFrom(name -> name.endsWith("common.default-enabled") ? "false" : null);
    report.present(OURS, APPLICATION, null);

    assertThat(bytes.toString())
        .contains("switched off by otel.instrumentation.common.default-enabled=false");
  }

  @Test
  void unknownShape_isNamed() {
    report.present(OURS, APPLICATION, null);

    assertThat(bytes.toString()).contains("not monitored").contains("otel.javaagent.debug");
  }

  @Test
  void everyWebApplication_isNamed() throws Exception {
    report.hooked(
        OURS,
        new URLClassLoader(new URL[0], null),
        from("file:/srv/webapps/one/WEB-INF/lib/mcp-core-1.1.5.jar"));
    report.present(
        OURS,
        new URLClassLoader(new URL[0], null),
        from("war:file:/srv/webapps/two.war*/WEB-INF/lib/mcp-core-9.9.9.jar"));

    assertThat(bytes.toString().lines())
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .isEqualTo(
                        "[mcp-sentry] MCP Java SDK server 1.1.5 in web application one: monitored"),
            two ->
                assertThat(two)
                    .startsWith(
                        "[mcp-sentry] MCP Java SDK server 9.9.9 in web application two:"
                            + " found but not monitored"));
  }

  @Test
  void secondApplicationThatLooksTheSame_isNamedByItsClassLoader() {
    report.hooked(OURS, APPLICATION, null);
    report.hooked(OURS, new URLClassLoader("plugins", new URL[0], null), null);
    report.hooked(OURS, new URLClassLoader(new URL[0], null), null);

    assertThat(bytes.toString().lines())
        .containsExactly(
            "[mcp-sentry] MCP Java SDK server (version unknown): monitored",
            "[mcp-sentry] MCP Java SDK server (version unknown) in class loader plugins: monitored",
            "[mcp-sentry] MCP Java SDK server (version unknown) in class loader URLClassLoader:"
                + " monitored");
  }

  @Test
  void endlessRedeployments_areNamedUpToABound() {
    for (int i = 0; i < 3 * HookReport.MAX_LINES; i++) {
      report.hooked(OURS, new URLClassLoader(new URL[0], null), null);
    }

    assertThat(bytes.toString().lines())
        .hasSize(HookReport.MAX_LINES + 1)
        .last()
        .isEqualTo("[mcp-sentry] more applications with MCP libraries follow; they are not named");
  }

  @Test
  void applicationThatIsGone_isNotHeld() throws Exception {
    URLClassLoader application = new URLClassLoader(new URL[0], null);
    report.hooked(OURS, application, null);
    WeakReference<ClassLoader> gone = new WeakReference<>(application);
    application = null;

    Awaitility.await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(gone.get()).isNull();
            });
  }

  private static ProtectionDomain from(String location) throws IOException {
    return new ProtectionDomain(
        new CodeSource(new URL(null, location, new Unopened()), (Certificate[]) null), null);
  }

  /** Reads URLs of protocols that only a servlet container knows. */
  private static final class Unopened extends URLStreamHandler {

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      throw new FileNotFoundException(url.toString());
    }
  }
}
