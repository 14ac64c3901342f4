package dev.mcpsentry.smoke.mcp;

import dev.mcpsentry.smoke.jvm.ChildJvm;
import dev.mcpsentry.smoke.jvm.Exit;
import dev.mcpsentry.smoke.jvm.JavaProgram;
import java.util.Map;

/**
 * A server in a child JVM and a client connected to it.
 *
 * @param transport what connects them
 * @param child the server
 * @param port where it listens, 0 for stdio
 * @param client not initialized yet
 */
public record Served(Transport transport, ChildJvm child, int port, McpClient client)
    implements AutoCloseable {

  /** Starts a server, waits until it serves and connects. */
  public static Served start(JavaProgram program, Transport transport) {
    return start(program, transport, Map.of());
  }

  /** The same, with headers on every HTTP request of the client. */
  public static Served start(
      JavaProgram program, Transport transport, Map<String, String> headers) {
    ChildJvm child = program.start();
    try {
      int port = child.awaitReady();
      return new Served(transport, child, port, transport.connect(child, port, headers));
    } catch (RuntimeException | Error e) {
      child.close();
      throw e;
    }
  }

  /** Opens the session with the transport's revision. */
  public Served initialized() {
    client.initialize(transport.protocolVersion());
    return this;
  }

  /** Ends the server as its users do: stdin closed, or SIGTERM for HTTP. */
  public Exit end() {
    client.close();
    return transport == Transport.STDIO ? child.awaitExit() : child.terminate();
  }

  @Override
  public void close() {
    child.close();
    client.close();
  }
}
