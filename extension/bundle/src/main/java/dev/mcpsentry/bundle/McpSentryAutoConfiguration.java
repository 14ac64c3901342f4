package dev.mcpsentry.bundle;

import com.google.auto.service.AutoService;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/**
 * Wires the product into the agent's SDK. Nothing may leave {@link #customize}: the agent would
 * give up as a whole.
 */
@AutoService(AutoConfigurationCustomizerProvider.class)
public final class McpSentryAutoConfiguration implements AutoConfigurationCustomizerProvider {

  private static final int OLDEST_JAVA = 17;
  private static final long PATIENCE_MILLIS = 200;

  private static volatile boolean asked;

  /** Whether the agent's SDK was configured by properties, and so asked us. */
  static boolean wasAsked() {
    return asked;
  }

  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    asked = true;
    String version = System.getProperty("java.specification.version", "");
    if (isOlderThan(version, OLDEST_JAVA)) {
      tell("needs Java 17 or later and this is Java " + version + ", monitoring disabled");
      return;
    }
    install("dev.mcpsentry.instrumentation.advice.HelperSettings", "publish", customizer);
    install("dev.mcpsentry.sentry.SentryBridge", "install", customizer);
  }

  // by name: a direct link to Java 17 classes would already fail to verify on Java 8
  private static void install(
      String className, String method, AutoConfigurationCustomizer customizer) {
    try {
      Class.forName(className, true, McpSentryAutoConfiguration.class.getClassLoader())
          .getMethod(method, AutoConfigurationCustomizer.class)
          .invoke(null, customizer);
    } catch (Throwable problem) {
      Throwable cause = problem.getCause() == null ? problem : problem.getCause();
      tell(className + " could not start and stays off: " + cause);
    }
  }

  /** Whether the specification version, such as {@code 1.8} or {@code 17}, is below the oldest. */
  static boolean isOlderThan(String specificationVersion, int oldest) {
    if (specificationVersion.startsWith("1.")) {
      return true;
    }
    try {
      return Integer.parseInt(specificationVersion) < oldest;
    } catch (NumberFormatException unknown) {
      return false;
    }
  }

  // an application must start though nobody reads its stderr
  static void tell(String line) {
    Thread printer = new Thread(() -> System.err.println("[mcp-sentry] " + line), "mcp-sentry");
    printer.setDaemon(true);
    printer.start();
    try {
      printer.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
