package dev.mcpsentry.smoke.app.secured;

import io.github.bucket4j.Bucket;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What may be asked once and no more, on either stack. */
@RestController
@RequestMapping("/mcp/limits")
final class Limits {

  private final Bucket bucket = bucket();
  private final RateLimiter limiter =
      RateLimiter.of(
          "once",
          RateLimiterConfig.custom()
              .limitForPeriod(1)
              .limitRefreshPeriod(Duration.ofDays(1))
              .timeoutDuration(Duration.ZERO)
              .build());
  private final HttpClient client = HttpClient.newHttpClient();

  static Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(1).refillIntervally(1, Duration.ofDays(1)))
        .build();
  }

  @GetMapping("/bucket4j")
  ResponseEntity<String> bucket4j() {
    return bucket.tryConsume(1)
        ? ResponseEntity.ok("welcome")
        : ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).body("too often");
  }

  @GetMapping("/resilience4j")
  String resilience4j() {
    return limiter.executeSupplier(() -> "welcome");
  }

  @ExceptionHandler
  ResponseEntity<String> refused(RequestNotPermitted refusal) {
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).body("too often");
  }

  /** Asks another server, and passes on what it says. */
  @GetMapping("/upstream")
  CompletableFuture<ResponseEntity<String>> upstream(@RequestParam int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build();
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .thenApply(answer -> ResponseEntity.status(answer.statusCode()).body(answer.body()));
  }

  /** Does without what it may not have. */
  @GetMapping("/modest")
  String modest() {
    return bucket().tryConsume(2) ? "more" : "welcome";
  }
}
