package dev.mcpsentry.smoke.app.bookshop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The carrier's web service. */
final class Carrier {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  Carrier(URI base) {
    this.base = base;
  }

  /** Where a parcel is. */
  String status(String parcel) {
    return get("/parcels/" + parcel).body();
  }

  /** What sending costs, asked from a service that thinks for a while. */
  String quote(String country) {
    return get("/quotes/" + country).body();
  }

  /**
   * Books money back.
   *
   * @throws PaymentFailed when the carrier refuses
   */
  void refund(String order, int cents) throws PaymentFailed {
    HttpResponse<String> response = get("/refunds/" + order + "?cents=" + cents);
    if (response.statusCode() != 200) {
      throw new PaymentFailed("carrier answered " + response.statusCode() + " for " + order);
    }
  }

  private HttpResponse<String> get(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
