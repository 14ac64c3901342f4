package dev.mcpsentry.smoke.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A strict Sentry on loopback. Thread-safe; close it after use. */
public final class FakeSentry implements AutoCloseable {

  private static final long CAPACITY = 64L * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Dsn dsn = Dsn.DEMO;
  private final Journal journal = new Journal(CAPACITY);
  private final IngestHandler handler = new IngestHandler(dsn, journal);
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final AtomicLong connections = new AtomicLong();

  private FakeSentry() {
    connector.setHost("127.0.0.1");
    connector.addBean(
        new Connection.Listener() {
          @Override
          public void onOpened(Connection connection) {
            connections.incrementAndGet();
          }
        });
    server.addConnector(connector);
    server.setHandler(handler);
  }

  /** Starts a healthy one on a free port. */
  public static FakeSentry start() {
    FakeSentry sentry = new FakeSentry();
    sentry.run(sentry.server::start);
    // a revived connector listens where the DSN says
    sentry.connector.setPort(sentry.connector.getLocalPort());
    return sentry;
  }

  /** The only DSN it knows. */
  public String dsn() {
    return dsn.onPort(port());
  }

  /** The port, also while dead. */
  public int port() {
    return connector.getPort();
  }

  /** Treats the next requests so. */
  public void behave(Behaviour behaviour) {
    handler.behave(behaviour);
  }

  /** Stops listening and cuts every connection. */
  public void die() {
    run(connector::stop);
    // the kernel may go on listening for a moment
    Awaitility.await().atMost(PATIENCE).until(this::refusesConnections);
  }

  private boolean refusesConnections() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 1000);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Listens again on the same port. */
  public void revive() {
    run(connector::start);
  }

  /** What was accepted, and what was not, so far. */
  public Received received() {
    return journal.received();
  }

  /** How many items of a type were accepted since the start, beyond what is kept. */
  public long count(String itemType) {
    return journal.count(itemType);
  }

  /** The text of every body, accepted or not. */
  public String everything() {
    return journal.text();
  }

  /** How many TCP connections were opened. */
  public long connections() {
    return connections.get();
  }

  /** How many requests came in, answered or not. */
  public long requests() {
    return handler.requests();
  }

  /**
   * Waits for what must arrive.
   *
   * @throws AssertionError when it has not within a minute; says what has
   */
  public Received await(Predicate<Received> condition) {
    return await(PATIENCE, condition);
  }

  /** Waits for what must arrive, no longer than the time given. */
  public Received await(Duration patience, Predicate<Received> condition) {
    try {
      Awaitility.await().atMost(patience).until(() -> condition.test(received()));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("Not within " + patience + ": received " + received(), e);
    }
    return received();
  }

  @Override
  public void close() {
    run(server::stop);
  }

  private interface Step {
    void take() throws Exception;
  }

  private void run(Step step) {
    try {
      step.take();
    } catch (Exception e) {
      throw new IllegalStateException("The fake Sentry does not obey", e);
    }
  }
}
