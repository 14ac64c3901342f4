package dev.mcpsentry.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** An ingest that takes everything at once and reads nothing; as cheap as one can be. */
final class Sink implements AutoCloseable {

  private static final byte[] ANSWER = {'{', '}'};

  private final AtomicLong envelopes = new AtomicLong();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);

  Sink() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws IOException {
            envelopes.incrementAndGet();
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, ANSWER.length);
            Content.Source.consumeAll(request);
            response.write(true, ByteBuffer.wrap(ANSWER), callback);
            return true;
          }
        });
    server.start();
  }

  String dsn() {
    return "http://benchmark@127.0.0.1:" + connector.getLocalPort() + "/1";
  }

  long envelopes() {
    return envelopes.get();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
