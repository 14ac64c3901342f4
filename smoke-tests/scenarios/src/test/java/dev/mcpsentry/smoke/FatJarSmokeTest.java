package dev.mcpsentry.smoke;

import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Transport;
import org.junit.jupiter.api.Test;

/** Spring Boot's executable jar, which loads libraries from jars within it. */
class FatJarSmokeTest {

  @Test
  void server_answersAsEverAndIsMonitored() {
    SideBySide.check(
        JavaProgram.jar(Build.rowFile("boot-jar-2.0.0", "app.jar"))
            .arguments("--transport", Transport.STREAMABLE.argument()),
        Transport.STREAMABLE,
        "MCP Java SDK server 2.0.0");
  }
}
