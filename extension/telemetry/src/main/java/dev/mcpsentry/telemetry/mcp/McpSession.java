package dev.mcpsentry.telemetry.mcp;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the session an operation belongs to. Grows while the session is negotiated;
 * thread-safe.
 */
public final class McpSession {

  private final McpRole role;
  private final McpTransport transport;
  private final @Nullable McpEndpoint endpoint;
  private final long startNanos = System.nanoTime();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final OpenOperations received = new OpenOperations();
  private final OpenOperations sent = new OpenOperations();

  /** The latest answer, which is nearly always the next one too. */
  private record Family(@Nullable String userAgent, @Nullable String name, String family) {}

  private volatile @Nullable Family family;
  private volatile @Nullable String id;
  private volatile @Nullable McpPeer client;
  private volatile @Nullable McpPeer server;
  private volatile @Nullable String protocolVersion;

  /**
   * A session at the server's end.
   *
   * @param id the id the protocol carries; null where there is none (stdio, stateless HTTP)
   */
  public McpSession(McpTransport transport, @Nullable String id) {
    this(McpRole.SERVER, transport, null, id);
  }

  private McpSession(
      McpRole role, McpTransport transport, @Nullable McpEndpoint endpoint, @Nullable String id) {
    this.role = role;
    this.transport = transport;
    this.endpoint = endpoint;
    this.id = id;
  }

  /**
   * A session at the client's end.
   *
   * @param endpoint where the server is; null when it is a child process or not known
   */
  public static McpSession ofClient(McpTransport transport, @Nullable McpEndpoint endpoint) {
    return new McpSession(McpRole.CLIENT, transport, endpoint, null);
  }

  /** Records the id the server gave the session; null keeps what is known. */
  public void identified(@Nullable String sessionId) {
    if (sessionId != null) {
      id = sessionId;
    }
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

  /** The family of the client, by its header and by the name it gave. */
  String clientFamily(@Nullable String userAgent) {
    McpPeer peer = client;
    String name = peer == null ? null : peer.name();
    Family known = family;
    if (known == null
        || !Objects.equals(known.userAgent(), userAgent)
        || !Objects.equals(known.name(), name)) {
      known = new Family(userAgent, name, ClientFamily.of(userAgent, name));
      family = known;
    }
    return known.family();
  }

  /** A session that lasts for one request to the same server; for servers without sessions. */
  public McpSession forOneRequest() {
    McpSession session = new McpSession(role, transport, endpoint, id);
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

  OpenOperations open(McpDirection direction) {
    return direction == McpDirection.RECEIVED ? received : sent;
  }

  McpRole role() {
    return role;
  }

  long startNanos() {
    return startNanos;
  }

  McpTransport transport() {
    return transport;
  }

  @Nullable McpEndpoint endpoint() {
    return endpoint;
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
