package dev.mcpsentry.instrumentation.langchain4jmcp.v1_0;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A server in a JVM of its own, without an agent. */
final class ServerProcess {

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static List<String> command(String transport) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        SdkServer.class.getName(),
        transport);
  }

  /** Starts a server on HTTP and waits until it listens. */
  static ServerProcess start(String transport) throws IOException {
    Process process =
        new ProcessBuilder(command(transport))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new ServerProcess(process, Integer.parseInt(out.readLine()));
  }

  String url() {
    return "http://localhost:" + port + "/mcp";
  }

  void stop() {
    process.destroy();
  }
}
