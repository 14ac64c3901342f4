package dev.mcpsentry.sentry;

import dev.mcpsentry.sentry.internal.convention.IdentityOptions;
import dev.mcpsentry.sentry.internal.http.AgentFloor;
import dev.mcpsentry.sentry.internal.http.ExchangePropagator;
import dev.mcpsentry.sentry.internal.log.LogSignal;
import dev.mcpsentry.sentry.internal.options.BridgeOptions;
import dev.mcpsentry.sentry.internal.options.ChallengeDefaults;
import dev.mcpsentry.sentry.internal.options.Dsn;
import dev.mcpsentry.sentry.internal.options.EnduserDefaults;
import dev.mcpsentry.sentry.internal.options.ExporterDefaults;
import dev.mcpsentry.sentry.internal.options.OptionsReader;
import dev.mcpsentry.sentry.internal.sampling.UnsampledOperations;
import dev.mcpsentry.telemetry.Product;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.identity.UserMark;
import dev.mcpsentry.telemetry.options.SettingsWriter;
import dev.mcpsentry.telemetry.propagation.SentryExtraction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.logs.SdkLoggerProviderBuilder;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One SDK's bridge in the making: what each customizer hook does, in the order they are called. */
final class Installation {

  private static final String NAME_AND_VERSION = Product.NAME + " " + Product.VERSION;

  // OpenTelemetry resource conventions; the agent's, where an extension is in it
  private static final AttributeKey<String> AGENT_VERSION =
      AttributeKey.stringKey("telemetry.distro.version");
  private static final String SDK_DISABLED = "otel.sdk.disabled";
  private static final String ENDUSER_NOTE =
      NAME_AND_VERSION
          + ": user-id=principal makes the agent write enduser.id on HTTP spans, which exporters of"
          + " your own see too; OTEL_INSTRUMENTATION_MCP_USER_ID=off turns it off";

  private final StderrLog log;
  private Resource resource = Resource.empty();
  private boolean asked;
  private boolean readsHeaders;
  private @Nullable SentrySignals signals;

  Installation(StderrLog log) {
    this.log = log;
  }

  Map<String, String> properties(ConfigProperties config) {
    try {
      if (config.getBoolean(SDK_DISABLED, false)) {
        log.once(
            SDK_DISABLED,
            NAME_AND_VERSION + ": OTEL_SDK_DISABLED is true, all monitoring disabled");
        return Map.of();
      }
      OptionsReader reader = new OptionsReader(config);
      if (!reader.hasValidDsn()) {
        return Map.of();
      }
      Map<String, String> properties = new HashMap<>(ExporterDefaults.of(config));
      if (!reader.routes().isOff()) {
        properties.putAll(ChallengeDefaults.of(config));
      }
      Map<String, String> enduser = EnduserDefaults.of(config, reader.userIdSource());
      if (!enduser.isEmpty()) {
        log.once("enduser", ENDUSER_NOTE);
        properties.putAll(enduser);
      }
      return properties;
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
      if (!reader.hasValidDsn()) {
        return propagator;
      }
      TextMapPropagator heard = propagator;
      if ("none".equals(config.getString("otel.traces.exporter"))) {
        String ownOrg = reader.dsn() == null ? null : reader.dsn().organization();
        heard = SentryTracePropagator.joining(propagator, new SentryExtraction(ownOrg));
      }
      // asked once for each name that is configured
      if (!readsHeaders && !reader.routes().isOff()) {
        readsHeaders = true;
        return TextMapPropagator.composite(heard, new ExchangePropagator(log));
      }
      return heard;
    } catch (Throwable problem) {
      log.stepAside("Sentry bridge", problem);
    }
    return propagator;
  }

  Sampler sampler(Sampler sampler, ConfigProperties config) {
    try {
      OptionsReader reader = new OptionsReader(config);
      return reader.hasValidDsn() ? new UnsampledOperations(sampler, reader.routes()) : sampler;
    } catch (Throwable problem) {
      log.stepAside("Sentry bridge", problem);
      return sampler;
    }
  }

  SdkTracerProviderBuilder tracerProvider(
      SdkTracerProviderBuilder builder, ConfigProperties config) {
    try {
      SentrySignals signals = signals(config);
      if (signals != null) {
        addFirst(builder, signals.spans());
      }
    } catch (Throwable problem) {
      log.stepAside("Sentry bridge", problem);
    }
    return builder;
  }

  /** Called before the tracer's. The user's readers stay, and see what they would without ours. */
  SdkMeterProviderBuilder meterProvider(SdkMeterProviderBuilder builder, ConfigProperties config) {
    try {
      SentrySignals signals = signals(config);
      MetricReader reader = signals == null ? null : signals.metrics();
      if (reader != null) {
        builder.registerMetricReader(reader);
      }
    } catch (Throwable problem) {
      log.stepAside("Sentry bridge", problem);
    }
    return builder;
  }

  SdkLoggerProviderBuilder loggerProvider(
      SdkLoggerProviderBuilder builder, ConfigProperties config) {
    try {
      SentrySignals signals = signals(config);
      if (signals != null) {
        LogSignal.keepThrowables(builder, !"none".equals(config.getString("otel.logs.exporter")));
        builder.addLogRecordProcessor(signals.logs());
      }
    } catch (Throwable problem) {
      log.stepAside("Sentry bridge", problem);
    }
    return builder;
  }

  /** The process's signals, started by whoever asks first; null without a DSN. */
  @Nullable SentrySignals signals(ConfigProperties config) {
    if (!asked) {
      asked = true;
      OptionsReader reader = new OptionsReader(config);
      Dsn dsn = dsn(reader);
      if (dsn != null) {
        BridgeOptions options = reader.options(dsn, resource);
        reader.complaints().forEach(log::line);
        signals = SentrySignals.start(options, resource.getAttribute(AGENT_VERSION), log);
        PropagationHead.publish(options);
        userMark(options).publish(SettingsWriter.toProcess());
        log.line(greeting(options));
        String sampling = options.sampling().summary();
        if (sampling != null) {
          log.line(sampling);
        }
        if (!options.http().routes().isOff()) {
          httpHalf(config);
        }
      }
    }
    return signals;
  }

  private void httpHalf(ConfigProperties config) {
    if (!AgentFloor.isReached()) {
      log.line(
          "this OpenTelemetry agent is older than "
              + AgentFloor.VERSION
              + ": HTTP responses are not counted;"
              + " MCP operations are told as ever");
    } else if (config.getList("otel.propagators").contains("none")) {
      log.line(
          "OTEL_PROPAGATORS is none: what headers tell of HTTP requests is not known, such as how"
              + " callers mean to get in");
    }
  }

  private static UserMark userMark(BridgeOptions options) {
    IdentityOptions identity = options.identity();
    List<String> claims = new ArrayList<>(options.rules().claims());
    if (identity.source().isOn()) {
      claims.addAll(identity.claims());
    }
    return new UserMark(
        identity.source(), options.sendDefaultPii() ? "" : options.dsn().publicKey(), claims);
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
            options.release(),
            options.tracesSampleRate(),
            options.dsn().destination(),
            options.dsn().project());
  }
}
