package dev.mcpsentry.demo;

import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The bookshop under the agent, as its users would start it. */
final class Servers {

  private static final int TAIL = 60;

  private final BuildFiles files;
  private final Map<String, String> environment;

  Servers(BuildFiles files, Destination destination, String carrierUrl) {
    this.files = files;
    this.environment = new TreeMap<>(destination.environment());
    environment.putIfAbsent("SENTRY_RELEASE", "bookshop@2.4.0");
    environment.put("SENTRY_IN_APP_INCLUDES", "dev.mcpsentry.smoke.app");
    environment.put("CARRIER_URL", carrierUrl);
  }

  /** Starts the HTTP one. */
  ChildJvm http() {
    JavaProgram program = JavaProgram.jar(files.server()).agent(files.agent());
    for (Map.Entry<String, String> variable : environment("bookshop-http").entrySet()) {
      program = program.environment(variable.getKey(), variable.getValue());
    }
    return program.start();
  }

  /** Makes the client start the stdio one, as desktop clients do. */
  Stdio stdio() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    StdioClientTransport transport =
        new StdioClientTransport(
            ServerParameters.builder(java.toString())
                .args(
                    "-XX:TieredStopAtLevel=1",
                    "-javaagent:" + files.agent(),
                    "-jar",
                    files.server().toString(),
                    "stdio")
                .env(environment("bookshop-stdio"))
                .build(),
            McpJsonDefaults.getMapper());
    Stdio server = new Stdio(transport, new ArrayDeque<>());
    transport.setStdErrorHandler(server::heard);
    return server;
  }

  private Map<String, String> environment(String service) {
    Map<String, String> all = new TreeMap<>(environment);
    all.put("OTEL_SERVICE_NAME", service);
    return all;
  }

  /**
   * A server at the other end of a pipe.
   *
   * @param stderr its last lines
   */
  record Stdio(StdioClientTransport transport, Deque<String> stderr) {

    private void heard(String line) {
      synchronized (stderr) {
        stderr.add(line);
        if (stderr.size() > TAIL) {
          stderr.remove();
        }
      }
    }

    List<String> lastWords() {
      synchronized (stderr) {
        return List.copyOf(stderr);
      }
    }
  }
}
