package dev.mcpsentry.smoke.app.quarkus;

import io.smallrye.faulttolerance.api.RateLimit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;

/** What may be done once an hour. */
@ApplicationScoped
class Limits {

  @RateLimit(value = 1, window = 1, windowUnit = ChronoUnit.HOURS)
  void check() {}
}
