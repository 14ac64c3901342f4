package dev.mcpsentry.sentry;

import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.ExporterDefaults;
import dev.mcpsentry.sentry.internal.options.OptionsReader;
import dev.mcpsentry.sentry.internal.sampling.UnsampledOperations;
import dev.mcpsentry.telemetry.Product;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.propagation.SentryExtraction;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One SDK's bridge in the making: what each customizer hook does, in the order they are called. */
final class Installation {

  private static final String NAME_AND_VERSION = Product.NAME + " " + Product.VERSION;

  // of an instrument; what comes after shares one
  private static final int MAX_SERIES = 500;

  private final StderrLog log;
  private Resource resource = Resource.empty();
  private @Nullable Optional<Running> running;

  /** What the first provider started, and the others join. */
  private record Running(BridgeOptions options, SentrySignals signals) {}

  Installation(StderrLog log) {
    this.log = log;
  }

  Map<String, String> properties(ConfigProperties config) {
    try {
      return new OptionsReader(config).hasValidDsn() ? ExporterDefaults.of(config) : Map.of();
    } catch (Throwable problem) {
      log.stepAside("Sentry bridge", problem);
      return Map.of();
    }
  }

  Resource resource(Resource resource, ConfigProperties config) {
    this.resource = resource;
    return resource;
  }

  /** Nobody but us listens, so that Sentry's SDKs may name the parent of HTTP requests too. */
  TextMapPropagator propagator(TextMapPropagator propagator, ConfigProperties config) {
    try {
      OptionsReader reader = new OptionsReader(config);
      if (reader.hasValidDsn() && "none".equals(config.getString("otel.traces.exporter"))) {
        String ownOrg = reader.dsn() == null ? null : reader.dsn().organization();
        return SentryTracePropagator.joining(propagator, new SentryExtraction(ownOrg));
      }
    } catch (Throwable problem) {
      log.stepAside("Sentry bridge", problem);
    }
    return propagator;
  }

  Sampler sampler(Sampler sampler, ConfigProperties config) {
    try {
      return new OptionsReader(config).hasValidDsn() ? new UnsampledOperations(sampler) : sampler;
    } catch (Throwable problem) {
      log.stepAside("Sentry bridge", problem);
      return sampler;
    }
  }

  SdkTracerProviderBuilder tracerProvider(
      SdkTracerProviderBuilder builder, ConfigProperties config) {
    try {
      Running bridge = running(config);
      if (bridge != null) {
        addFirst(builder, bridge.signals().spans());
        PropagationHead.publish(bridge.options());
        log.line(greeting(bridge.options()));
      }
    } catch (Throwable problem) {
      log.stepAside("Sentry bridge", problem);
    }
    return builder;
  }

  /** Called before the tracer's. The user's readers stay, and see what they would without ours. */
  SdkMeterProviderBuilder meterProvider(SdkMeterProviderBuilder builder, ConfigProperties config) {
    try {
      Running bridge = running(config);
      if (bridge != null && bridge.options().metrics().enabled()) {
        register(builder, bridge.signals().metrics());
      }
    } catch (Throwable problem) {
      log.stepAside("Sentry bridge", problem);
    }
    return builder;
  }

  private static void register(SdkMeterProviderBuilder builder, MetricReader reader) {
    try {
      builder.registerMetricReader(reader, instrument -> MAX_SERIES);
    } catch (NoSuchMethodError olderSdk) {
      builder.registerMetricReader(reader);
    }
  }

  private @Nullable Running running(ConfigProperties config) {
    Optional<Running> known = running;
    if (known == null) {
      OptionsReader reader = new OptionsReader(config);
      known = Optional.ofNullable(dsn(reader)).map(dsn -> start(reader, dsn));
      running = known;
    }
    return known.orElse(null);
  }

  private Running start(OptionsReader reader, Dsn dsn) {
    BridgeOptions options = reader.options(dsn, resource);
    reader.complaints().forEach(log::line);
    return new Running(options, SentrySignals.start(options, log));
  }

  // first to be shut down: what it ends as aborted still reaches the user's exporters
  private static void addFirst(SdkTracerProviderBuilder builder, SpanProcessor processor) {
    try {
      builder.addSpanProcessorFirst(processor);
    } catch (NoSuchMethodError olderSdk) {
      builder.addSpanProcessor(processor);
    }
  }

  private @Nullable Dsn dsn(OptionsReader reader) {
    try {
      Dsn dsn = reader.dsn();
      if (dsn == null) {
        log.line(NAME_AND_VERSION + ": SENTRY_DSN not set, Sentry monitoring disabled");
      }
      return dsn;
    } catch (IllegalArgumentException malformed) {
      log.line(
          NAME_AND_VERSION
              + ": SENTRY_DSN is malformed, Sentry monitoring disabled: "
              + malformed.getMessage());
      return null;
    }
  }

  private static String greeting(BridgeOptions options) {
    return "%s, environment %s, release %s, traces sample rate %s, sending to %s project %s"
        .formatted(
            NAME_AND_VERSION,
            options.environment(),
            options.release() == null ? "none" : options.release(),
            options.tracesSampleRate(),
            options.dsn().destination(),
            options.dsn().project());
  }
}
