package dev.mcpsentry.instrumentation.sentrysdk.v7_0;

import dev.mcpsentry.telemetry.Product;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.error.ThrowableIds;
import dev.mcpsentry.telemetry.semconv.McpAttributes;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.SentryEvent;
import io.sentry.SpanId;
import io.sentry.protocol.SentryId;
import io.sentry.protocol.SentryTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Lets the SDK's events join the trace of the agent, tells the bridge which exceptions they are
 * about, and leaves transactions to it. Tells by a log record, which exporters of the user's own
 * are given too.
 */
final class JoinedEvents implements EventProcessor {

  private static final String SCOPE = "dev.mcpsentry.sentry-sdk-7.0";
  // what the SDK asks every span to have
  private static final String OP = "otel";

  private final StderrLog log;

  JoinedEvents(StderrLog log) {
    this.log = log;
  }

  @Override
  public SentryEvent process(SentryEvent event, Hint hint) {
    try {
      join(event);
      Throwable throwable = event.getThrowable();
      if (throwable != null) {
        tell(throwable);
      }
    } catch (Throwable problem) {
      log.stepAside("the application's own Sentry events", problem);
    }
    return event;
  }

  @Override
  public @Nullable SentryTransaction process(SentryTransaction transaction, Hint hint) {
    return null;
  }

  private static void join(SentryEvent event) {
    SpanContext span = Span.current().getSpanContext();
    if (span.isValid()) {
      event
          .getContexts()
          .setTrace(
              new io.sentry.SpanContext(
                  new SentryId(span.getTraceId()), new SpanId(span.getSpanId()), OP, null, null));
    }
  }

  private static void tell(Throwable throwable) {
    GlobalOpenTelemetry.get()
        .getLogsBridge()
        .loggerBuilder(SCOPE)
        .setInstrumentationVersion(Product.VERSION)
        .build()
        .logRecordBuilder()
        .setSeverity(Severity.TRACE)
        .setBody("reported by the application's own Sentry SDK")
        .setAttribute(McpAttributes.MCP_SENTRY_REPORTED, ThrowableIds.of(throwable))
        .emit();
  }
}
