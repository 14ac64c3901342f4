package dev.mcpsentry.benchmarks;

import dev.mcpsentry.sentry.internal.envelope.ClientReports;
import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.transport.Sender;
import dev.mcpsentry.telemetry.StderrLog;
import java.net.http.HttpClient;

/** A way to post envelopes. */
interface WayOut extends AutoCloseable {

  /** The ways there are. */
  enum Kind {
    NONE("none"),
    SOCKETS("sockets"),
    CLIENT_1_1("HttpClient 1.1"),
    CLIENT_2("HttpClient 2");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    WayOut open(BridgeOptions options) {
      return switch (this) {
        case NONE -> new Nowhere();
        case SOCKETS -> new OverSockets(options);
        case CLIENT_1_1 -> new HttpClientWay(options.dsn(), HttpClient.Version.HTTP_1_1);
        case CLIENT_2 -> new HttpClientWay(options.dsn(), HttpClient.Version.HTTP_2);
      };
    }
  }

  void submit(Envelope envelope);

  /** How many were answered or given up. */
  long settled();

  @Override
  void close();

  /** What making envelopes costs by itself. */
  final class Nowhere implements WayOut {

    private long settled;

    @Override
    public void submit(Envelope envelope) {
      settled++;
    }

    @Override
    public long settled() {
      return settled;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  /** The product's own. */
  final class OverSockets implements WayOut {

    private final Sender sender;

    OverSockets(BridgeOptions options) {
      this.sender = new Sender(options, new ClientReports(), new StderrLog());
    }

    @Override
    public void submit(Envelope envelope) {
      sender.submit(envelope);
    }

    @Override
    public long settled() {
      return sender.settled();
    }

    @Override
    public void close() {
      sender.close(0);
    }
  }
}
