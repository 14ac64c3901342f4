package dev.mcpsentry.sentry.internal.envelope;

/**
 * What the JVM says of itself and of what it runs on.
 *
 * @param name what it is, empty when unknown
 * @param version its version, empty when unknown
 */
public record Platform(String name, String version) {

  static final Platform RUNTIME = of("java.vm.name", "java.version");
  static final Platform OS = of("os.name", "os.version");

  private static Platform of(String name, String version) {
    return new Platform(System.getProperty(name, ""), System.getProperty(version, ""));
  }
}
