package dev.mcpsentry.bundle;

import com.google.auto.service.AutoService;
import io.opentelemetry.api.incubator.config.DeclarativeConfigProperties;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.internal.ComponentProvider;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * What a file of OpenTelemetry's declarative configuration calls {@value #NAME}. Nothing may leave
 * {@link #create}: the agent would give up as a whole. SDK 1.44 asks in another way, 1.53 in this
 * one.
 */
abstract class McpSentryComponent implements ComponentProvider {

  static final String NAME = "mcp_sentry";

  /** Asked when a file first names any. */
  private static final class Beginning {
    static final boolean BEGUN = McpSentryAutoConfiguration.begin();
  }

  private static volatile boolean named;

  private final Class<?> type;
  private final Object nothing;

  /**
   * @param nothing stands in where there is no such part
   */
  private McpSentryComponent(Class<?> type, Object nothing) {
    this.type = type;
    this.nothing = nothing;
  }

  /** Whether a file named any. */
  static boolean isNamed() {
    return named;
  }

  @Override
  public final Class<?> getType() {
    return type;
  }

  @Override
  public final String getName() {
    return NAME;
  }

  @Override
  public final Object create(DeclarativeConfigProperties unused) {
    named = true;
    Object part = Beginning.BEGUN ? McpSentryAutoConfiguration.component(type) : null;
    return part == null ? nothing : part;
  }

  /** Among {@code tracer_provider.processors}. */
  @AutoService(ComponentProvider.class)
  public static final class Spans extends McpSentryComponent {
    public Spans() {
      super(SpanProcessor.class, SpanProcessor.composite());
    }
  }

  /** Among {@code logger_provider.processors}. */
  @AutoService(ComponentProvider.class)
  public static final class Logs extends McpSentryComponent {
    public Logs() {
      super(LogRecordProcessor.class, LogRecordProcessor.composite());
    }
  }

  /** The exporter of a {@code pull} reader among {@code meter_provider.readers}. */
  @AutoService(ComponentProvider.class)
  public static final class Metrics extends McpSentryComponent {
    public Metrics() {
      super(MetricReader.class, new SilentReader());
    }
  }

  /** Among {@code propagator.composite}. */
  @AutoService(ComponentProvider.class)
  public static final class Headers extends McpSentryComponent {
    public Headers() {
      super(TextMapPropagator.class, TextMapPropagator.noop());
    }
  }
}
