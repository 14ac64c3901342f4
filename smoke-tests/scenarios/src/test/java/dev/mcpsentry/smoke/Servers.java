package dev.mcpsentry.smoke;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import dev.mcpsentry.smoke.mcp.McpClient;
import dev.mcpsentry.smoke.mcp.Served;
import dev.mcpsentry.smoke.mcp.Transport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * One watched server for each transport, started when it is first asked for, and one Sentry: for
 * questions that need no server of their own. Thread-safe.
 */
final class Servers implements AutoCloseable {

  private final FakeSentry sentry = FakeSentry.start();
  private final UnaryOperator<JavaProgram> settings;
  private final Map<Transport, Served> running = new ConcurrentHashMap<>();

  private Servers(UnaryOperator<JavaProgram> settings) {
    this.settings = settings;
  }

  /** As a user starts them. */
  static Servers usual() {
    return new Servers(program -> program);
  }

  /** With a variable on top. */
  static Servers with(String name, String value) {
    return new Servers(program -> program.environment(name, value));
  }

  /** What the servers report to, while they run. */
  FakeSentry sentry() {
    return sentry;
  }

  /** The server for a transport, and its first client. */
  Served on(Transport transport) {
    return running.computeIfAbsent(
        transport,
        wanted ->
            Served.start(settings.apply(SdkProgram.current(wanted).watched(sentry)), wanted)
                .initialized());
  }

  /** Another client with headers of its own; over stdio there is only the first. */
  McpClient client(Transport transport, Map<String, String> headers) {
    Served served = on(transport);
    if (transport == Transport.STDIO) {
      return served.client();
    }
    McpClient client = transport.connect(served.child(), served.port(), headers);
    client.initialize(transport.protocolVersion());
    return client;
  }

  @Override
  public void close() {
    running.values().forEach(Served::close);
    sentry.close();
  }
}
