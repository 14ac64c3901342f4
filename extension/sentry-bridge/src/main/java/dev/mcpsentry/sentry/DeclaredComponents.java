package dev.mcpsentry.sentry;

import dev.mcpsentry.sentry.internal.http.ExchangePropagator;
import dev.mcpsentry.sentry.internal.options.OptionsReader;
import dev.mcpsentry.telemetry.StderrLog;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the bridge, for a file of OpenTelemetry's declarative configuration that names them:
 * the SDK that it makes asks no customizer. Each is made once.
 */
final class DeclaredComponents {

  private final ConfigProperties config;
  private final Installation installation;
  private final StderrLog log;
  private final Set<Class<?>> made = new HashSet<>();

  /**
   * @param config our own settings
   * @param resource as far as it is known beside the file
   */
  DeclaredComponents(ConfigProperties config, Resource resource, StderrLog log) {
    this.config = config;
    this.installation = new Installation(log);
    this.log = log;
    installation.resource(resource, config);
  }

  /** The part of this type; null for one that is not to be, or is there already. Never throws. */
  synchronized @Nullable Object of(Class<?> type) {
    try {
      return made.add(type) ? part(type) : null;
    } catch (Throwable problem) {
      log.stepAside("Sentry bridge", problem);
      return null;
    }
  }

  private @Nullable Object part(Class<?> type) {
    if (type == TextMapPropagator.class) {
      OptionsReader reader = new OptionsReader(config);
      boolean watches = reader.hasValidDsn() && !reader.routes().isOff();
      return watches ? new ExchangePropagator(log) : null;
    }
    SentrySignals signals = installation.signals(config);
    if (signals == null) {
      return null;
    }
    if (type == SpanProcessor.class) {
      return signals.spans();
    }
    if (type == LogRecordProcessor.class) {
      return signals.logs();
    }
    return type == MetricReader.class ? signals.metrics() : null;
  }
}
