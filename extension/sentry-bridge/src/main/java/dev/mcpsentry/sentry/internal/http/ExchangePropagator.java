package dev.mcpsentry.sentry.internal.http;

import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads of the headers of a request what is told of it, and sends nothing along. */
public final class ExchangePropagator implements TextMapPropagator {

  private final StderrLog log;

  public ExchangePropagator(StderrLog log) {
    this.log = log;
  }

  @Override
  public Collection<String> fields() {
    return List.of();
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {}

  // maps are what MCP's requests carry, inside of the HTTP request that is known already
  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    try {
      if (carrier == null || carrier instanceof Map || Exchange.from(context) != null) {
        return context;
      }
      return new Exchange(RequestHeaders.of(carrier, getter)).in(context);
    } catch (Throwable problem) {
      log.stepAside("request headers", problem);
      return context;
    }
  }
}
