package dev.mcpsentry.telemetry.mcp;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the session an operation belongs to. Grows while the session is negotiated;
 * thread-safe.
 */
public final class McpSession {

  private final McpTransport transport;
  private final @Nullable String id;
  private final long startNanos = System.nanoTime();
  private final AtomicBoolean ended = new AtomicBoolean();

  private volatile @Nullable McpPeer client;
  private volatile @Nullable McpPeer server;
  private volatile @Nullable String protocolVersion;

  /**
   * @param id the id the protocol carries; null where there is none (stdio, stateless HTTP)
   */
  public McpSession(McpTransport transport, @Nullable String id) {
    this.transport = transport;
    this.id = id;
  }

  /** Records what the client says of itself; null keeps what is known. */
  public void client(@Nullable McpPeer peer) {
    if (peer != null) {
      client = peer;
    }
  }

  /** Records what {@code initialize} agreed on; null keeps what is known. */
  public void negotiated(@Nullable McpPeer peer, @Nullable String version) {
    if (peer != null) {
      server = peer;
    }
    if (version != null) {
      protocolVersion = version;
    }
  }

  /** A session that lasts for one request to the same server; for servers without sessions. */
  public McpSession forOneRequest() {
    McpSession session = new McpSession(transport, id);
    session.server = server;
    return session;
  }

  /** Takes over what a session for one request learned of the server both belong to. */
  public void inherit(McpSession other) {
    negotiated(other.server, null);
  }

  /** Whether this call is the one that ends the session. */
  boolean end() {
    return ended.compareAndSet(false, true);
  }

  long startNanos() {
    return startNanos;
  }

  McpTransport transport() {
    return transport;
  }

  @Nullable String id() {
    return id;
  }

  @Nullable McpPeer client() {
    return client;
  }

  @Nullable McpPeer server() {
    return server;
  }

  @Nullable String protocolVersion() {
    return protocolVersion;
  }
}
