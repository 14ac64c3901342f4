package dev.mcpsentry.bundle;

import com.google.auto.service.AutoService;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import org.jspecify.annotations.Nullable;

/**
 * Wires the product into the agent's SDK. Nothing may leave {@link #customize}: the agent would
 * give up as a whole.
 */
@AutoService(AutoConfigurationCustomizerProvider.class)
public final class McpSentryAutoConfiguration implements AutoConfigurationCustomizerProvider {

  private static final String SETTINGS = "dev.mcpsentry.instrumentation.advice.HelperSettings";
  private static final String BRIDGE = "dev.mcpsentry.sentry.SentryBridge";
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
    if (isSupported()) {
      Class<?>[] type = {AutoConfigurationCustomizer.class};
      call(SETTINGS, "publish", type, customizer);
      call(BRIDGE, "install", type, customizer);
    }
  }

  /** Whether this Java is one that we run on; says it where not. */
  private static boolean isSupported() {
    String version = System.getProperty("java.specification.version", "");
    boolean older = isOlderThan(version, OLDEST_JAVA);
    if (older) {
      tell("needs Java 17 or later and this is Java " + version + ", monitoring disabled");
    }
    return !older;
  }

  /** Begins where a file of declarative configuration names us; false where we cannot run. */
  static boolean begin() {
    if (!isSupported()) {
      return false;
    }
    call(SETTINGS, "check", new Class<?>[0]);
    return true;
  }

  /**
   * The part of the bridge that a file of declarative configuration names.
   *
   * @param type a component's of the SDK
   * @return null for none
   */
  static @Nullable Object component(Class<?> type) {
    return call(BRIDGE, "component", new Class<?>[] {Class.class}, type);
  }

  // by name: a direct link to Java 17 classes would already fail to verify on Java 8
  private static @Nullable Object call(
      String className, String method, Class<?>[] types, Object... arguments) {
    try {
      return Class.forName(className, true, McpSentryAutoConfiguration.class.getClassLoader())
          .getMethod(method, types)
          .invoke(null, arguments);
    } catch (Throwable problem) {
      Throwable cause = problem.getCause() == null ? problem : problem.getCause();
      tell(className + " could not start and stays off: " + cause);
      return null;
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
