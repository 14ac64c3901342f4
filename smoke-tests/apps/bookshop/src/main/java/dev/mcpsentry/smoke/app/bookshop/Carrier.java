package dev.mcpsentry.smoke.app.bookshop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The carrier's web service. */
final class Carrier {

  private static final Logger LOGGER = Logger.getLogger(Carrier.class.getName());
  private static final long SLOW_MILLIS = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  Carrier(URI base) {
    this.base = base;
  }

  /** Where a parcel is. */
  String status(String parcel) {
    String status = get("/parcels/" + parcel).body();
    LOGGER.log(Level.INFO, "Parcel {0} is {1}", new Object[] {parcel, status});
    return status;
  }

  /** What sending costs, asked from a service that thinks for a while. */
  String quote(String country) {
    long start = System.nanoTime();
    String quote = get("/quotes/" + country).body();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    if (millis > SLOW_MILLIS) {
      LOGGER.log(Level.WARNING, "The carrier took {0} ms for a quote", millis);
    }
    return quote;
  }

  /**
   * Books money back.
   *
   * @throws PaymentFailed when the carrier refuses
   */
  void refund(String order, int cents) throws PaymentFailed {
    HttpResponse<String> response = get("/refunds/" + order + "?cents=" + cents);
    if (response.statusCode() != 200) {
      LOGGER.log(Level.WARNING, "The carrier refused the refund: {0}", response.statusCode());
      throw new PaymentFailed("carrier answered " + response.statusCode() + " for " + order);
    }
  }

  private HttpResponse<String> get(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
