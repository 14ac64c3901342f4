package dev.mcpsentry.doctor;

import dev.mcpsentry.telemetry.Product;
import java.io.File;
import java.util.List;

/**
 * The jar this was started from.
 *
 * @param jar the agent jar
 */
record JarCheck(File jar) implements Check {

  @Override
  public String name() {
    return "jar";
  }

  @Override
  public List<Finding> findings() {
    AgentJar versions = AgentJar.of(jar);
    if (versions.agent() == null || versions.extension() == null) {
      return List.of(
          Finding.fail(
              name(),
              jar.getName() + " is not whole",
              "copy mcp-sentry-agent.jar again, as it was built"));
    }
    return List.of(
        Finding.ok(
            name(),
            "%s %s in OpenTelemetry's Java agent %s"
                .formatted(Product.NAME, versions.extension(), versions.agent())));
  }
}
