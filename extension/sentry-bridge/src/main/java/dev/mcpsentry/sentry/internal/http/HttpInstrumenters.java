package dev.mcpsentry.sentry.internal.http;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizer;
import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizer.InstrumentationType;
import io.opentelemetry.instrumentation.api.incubator.instrumenter.InstrumenterCustomizerProvider;
import io.opentelemetry.instrumentation.api.instrumenter.OperationListener;

/**
 * Lets the agent's HTTP instrumentations tell {@link HttpWatch}. Agents before 2.19 do not ask for
 * it, those before 2.22 cannot say what an instrumentation is for.
 */
public final class HttpInstrumenters implements InstrumenterCustomizerProvider {

  @Override
  public void customize(InstrumenterCustomizer customizer) {
    try {
      if (customizer.hasType(InstrumentationType.HTTP_SERVER)) {
        customizer.addOperationMetrics(meter -> new Server());
      } else if (customizer.hasType(InstrumentationType.HTTP_CLIENT)) {
        customizer.addOperationMetrics(meter -> new Client());
      }
    } catch (LinkageError olderAgent) {
      // said at the start
    }
  }

  private static final class Server implements OperationListener {

    @Override
    public Context onStart(Context context, Attributes start, long startNanos) {
      HttpWatch watch = HttpWatch.running();
      return watch == null ? context : watch.arrived(context, start, startNanos);
    }

    @Override
    public void onEnd(Context context, Attributes end, long endNanos) {
      HttpWatch watch = HttpWatch.running();
      if (watch != null) {
        watch.answered(context, end, endNanos);
      }
    }
  }

  private static final class Client implements OperationListener {

    @Override
    public Context onStart(Context context, Attributes start, long startNanos) {
      HttpWatch watch = HttpWatch.running();
      return watch == null ? context : watch.sent(context, start);
    }

    @Override
    public void onEnd(Context context, Attributes end, long endNanos) {
      HttpWatch watch = HttpWatch.running();
      if (watch != null) {
        watch.upstreamAnswered(context, end);
      }
    }
  }
}
