package dev.mcpsentry.doctor;

import dev.mcpsentry.telemetry.Product;
import java.io.File;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The agent jar as a program: says what it is. */
@Command(
    name = "java -jar mcp-sentry-agent.jar",
    mixinStandardHelpOptions = true,
    version = Product.NAME + " " + Product.VERSION,
    description = {
      "Zero-code Sentry monitoring for MCP servers and clients on the JVM.",
      "Attach it with java -javaagent:mcp-sentry-agent.jar; this here is only for questions."
    })
final class AgentCommand implements Callable<Integer> {

  private final File jar;

  @Spec private CommandSpec spec = CommandSpec.create();

  AgentCommand(File jar) {
    this.jar = jar;
  }

  // the first line is what the agent's own jar says
  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    AgentJar versions = AgentJar.of(jar);
    if (versions.agent() != null) {
      out.println(versions.agent());
    }
    out.println(Product.NAME + " " + Product.VERSION);
    spec.commandLine().usage(out);
    return 0;
  }
}
