package dev.mcpsentry.benchmarks;

import dev.mcpsentry.sentry.internal.envelope.Envelope;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.telemetry.Product;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the sender would be on the JDK's client: requests in flight up to a bound, no thread that
 * waits for an answer. Leaves out what the product would need besides, such as a queue and repeats.
 */
final class HttpClientWay implements WayOut {

  private static final int MOST_IN_FLIGHT = 256;
  private static final int THREADS = 2;

  private final HttpClient http;
  private final URI uri;
  private final String authorization;
  private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);
  private final AtomicLong settled = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  HttpClientWay(Dsn dsn, HttpClient.Version version) {
    this.uri = URI.create(dsn.envelopeUrl().toString());
    this.authorization = dsn.authorization(Product.client());
    this.http =
        HttpClient.newBuilder()
            .version(version)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(
                Executors.newFixedThreadPool(
                    THREADS,
                    work -> {
                      Thread thread = new Thread(work, "http-client");
                      thread.setDaemon(true);
                      return thread;
                    }))
            .build();
  }

  @Override
  public void submit(Envelope envelope) {
    inFlight.acquireUninterruptibly();
    envelope.stamp(System.currentTimeMillis());
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(5))
            .header("User-Agent", Product.client())
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-sentry-envelope")
            .header("X-Sentry-Auth", authorization)
            .POST(HttpRequest.BodyPublishers.ofByteArray(envelope.bytes()))
            .build();
    CompletableFuture<?> unused =
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
            .whenComplete(
                (answer, problem) -> {
                  if (problem != null && failed.incrementAndGet() == 1) {
                    problem.printStackTrace();
                  }
                  settled.incrementAndGet();
                  inFlight.release();
                });
  }

  @Override
  public long settled() {
    return settled.get();
  }

  @Override
  public void close() {
    // before Java 21 there is no end but that of the process
  }
}
