package dev.mcpsentry.instrumentation.springboot.v3_0;

import dev.mcpsentry.telemetry.Product;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.options.PropagationOptions;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Set;

/** Tells why a program could not start, as a span that stands for nothing else. */
public final class FailedStart {

  // how Spring Boot and its developer tools stop on purpose
  private static final Set<String> ON_PURPOSE =
      Set.of("AbandonedRunException", "SilentExitException");

  private static final StderrLog LOG = new StderrLog();

  private FailedStart() {}

  /** Tells it, when somebody sends to Sentry; nobody else would know what to do with it. */
  public static void tell(Throwable failure) {
    try {
      if (PropagationOptions.fromProcess().isOn()) {
        tell(GlobalOpenTelemetry.get(), failure);
      }
    } catch (Throwable problem) {
      LOG.stepAside("failed start", problem);
    }
  }

  static void tell(OpenTelemetry telemetry, Throwable failure) {
    if (ON_PURPOSE.contains(failure.getClass().getSimpleName())) {
      return;
    }
    telemetry
        .getTracer(Product.NAME, Product.VERSION)
        .spanBuilder("SpringApplication.run")
        .setNoParent()
        .setAttribute(McpAttributes.MCP_SENTRY_FAILED_START, true)
        .startSpan()
        .setStatus(StatusCode.ERROR)
        .recordException(failure)
        .end();
  }
}
