package dev.mcpsentry.doctor;

import java.util.List;

/**
 * The JVM this runs in.
 *
 * @param feature such as 17
 * @param description version and vendor
 * @param attaches whether it can ask other JVMs
 */
record JvmCheck(int feature, String description, boolean attaches) implements Check {

  private static final int OLDEST = 17;

  static JvmCheck ofProcess() {
    ModuleLayer modules = ModuleLayer.boot();
    boolean jdk = modules.findModule("jdk.compiler").isPresent();
    return new JvmCheck(
        Runtime.version().feature(),
        "Java %s by %s, %s"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor", "somebody"),
                jdk ? "a JDK" : "a runtime image"),
        modules.findModule("jdk.attach").isPresent());
  }

  @Override
  public String name() {
    return "jvm";
  }

  @Override
  public List<Finding> findings() {
    if (feature < OLDEST) {
      return List.of(
          Finding.fail(name(), description, "start the server with Java " + OLDEST + " or later"));
    }
    return List.of(
        attaches
            ? Finding.ok(name(), description)
            : Finding.warn(
                name(),
                description + ", without the module jdk.attach",
                "--pid reads command line and environment only; run doctor with a JDK for more"));
  }
}
