package dev.mcpsentry.sentry.internal.http;

import dev.mcpsentry.telemetry.Product;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** A log record for a request, as the user's own exporters get it too. */
final class RequestLines {

  private static final String SCOPE = "dev.mcpsentry.http";
  private static final int MAX_PATH_CHARS = 256;

  private volatile @Nullable Logger logger;

  void tell(Asked asked, Attributes attributes, Context context) {
    String path = asked.path();
    logger()
        .logRecordBuilder()
        .setContext(context)
        .setSeverity(Severity.INFO)
        .setSeverityText(Severity.INFO.name())
        .setBody(
            asked.method()
                + " "
                + (path.length() <= MAX_PATH_CHARS ? path : path.substring(0, MAX_PATH_CHARS)))
        .setAllAttributes(attributes)
        .emit();
  }

  // the agent's SDK is there once requests arrive
  private Logger logger() {
    Logger known = logger;
    if (known == null) {
      known =
          GlobalOpenTelemetry.get()
              .getLogsBridge()
              .loggerBuilder(SCOPE)
              .setInstrumentationVersion(Product.VERSION)
              .build();
      logger = known;
    }
    return known;
  }
}
