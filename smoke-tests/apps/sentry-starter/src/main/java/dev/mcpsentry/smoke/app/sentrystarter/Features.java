package dev.mcpsentry.smoke.app.sentrystarter;

import io.sentry.Sentry;
import org.springframework.ai.tool.annotation.Tool;

/** Tools, some of which tell Sentry themselves. */
final class Features {

  @Tool(name = "capture_and_throw", description = "Tells Sentry, and throws")
  String captureAndThrow() {
    IllegalStateException problem = new IllegalStateException("captured, then thrown");
    Sentry.captureException(problem);
    throw problem;
  }

  @Tool(name = "just_throw", description = "Throws")
  String justThrow() {
    throw new IllegalStateException("thrown");
  }
}
