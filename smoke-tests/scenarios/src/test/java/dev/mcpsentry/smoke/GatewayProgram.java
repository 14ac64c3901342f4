package dev.mcpsentry.smoke;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.List;

/**
 * A server whose tools call another server.
 *
 * @param client the library that calls: {@code sdk-sync}, {@code sdk-async} or {@code langchain4j}
 */
record GatewayProgram(String client) {

  private static final String PACKAGE = "dev.mcpsentry.smoke.app.";

  /** In front of a streamable endpoint. */
  JavaProgram inFrontOf(String url) {
    return main("Gateway").arguments("--client", client, "--upstream", url);
  }

  /** In front of a child of its own that speaks stdio. */
  JavaProgram inFrontOf(List<String> command) {
    return main("Gateway")
        .arguments("--client", client, "--upstream-command")
        .arguments(command.toArray(String[]::new));
  }

  /** The client alone: calls each tool so often at once, and prints what came of it. */
  JavaProgram caller(String tools, int atOnce, String url, int timeoutMillis) {
    return main("Caller")
        .arguments(tools, String.valueOf(atOnce), "--client", client, "--upstream", url)
        .arguments("--timeout-ms", String.valueOf(timeoutMillis));
  }

  private static JavaProgram main(String name) {
    return JavaProgram.main(Build.row("gateway-1.1.5"), PACKAGE + "gateway." + name);
  }

  /** A server that can call its client back, for behind a gateway. */
  static JavaProgram upstream(Transport transport) {
    return JavaProgram.main(Build.row("upstream-1.1.5"), PACKAGE + "upstream.UpstreamServer")
        .arguments("--transport", transport.argument());
  }

  /** With the agent, as a user starts it. */
  static JavaProgram watched(JavaProgram program, FakeSentry sentry) {
    return program.agent(Build.agent()).environment("SENTRY_DSN", sentry.dsn());
  }

  /** With the agent, where the environment is not ours to set. */
  static JavaProgram watchedByArguments(JavaProgram program, FakeSentry sentry) {
    return program.agent(Build.agent()).jvmArgument("-Dsentry.dsn=" + sentry.dsn());
  }

  @Override
  public String toString() {
    return client;
  }
}
