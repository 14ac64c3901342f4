package dev.mcpsentry.sentry.internal.sampling;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_METHOD_NAME;

import dev.mcpsentry.sentry.internal.convention.Keys;
import dev.mcpsentry.telemetry.http.Routes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user's sampler, whose word stands; but MCP operations that arrived and that it drops are
 * recorded for us, unsampled, so that no caller decides whether a failure is heard, and so are HTTP
 * requests that are watched, as what is said of them meanwhile stands on their spans. Exporters
 * pass such spans over, and what is below them or goes out sees the same flag as without.
 */
public final class UnsampledOperations implements Sampler {

  private final Sampler users;
  private final Routes routes;

  /**
   * @param routes the requests that are watched
   */
  public UnsampledOperations(Sampler users, Routes routes) {
    this.users = users;
    this.routes = routes;
  }

  public static boolean isOperation(SpanKind kind, @Nullable String method) {
    return kind == SpanKind.SERVER && method != null;
  }

  @Override
  public SamplingResult shouldSample(
      Context parentContext,
      String traceId,
      String name,
      SpanKind spanKind,
      Attributes attributes,
      List<LinkData> parentLinks) {
    SamplingResult result =
        users.shouldSample(parentContext, traceId, name, spanKind, attributes, parentLinks);
    return result.getDecision() == SamplingDecision.DROP
            && (isOperation(spanKind, attributes.get(MCP_METHOD_NAME))
                || isWatched(spanKind, attributes.get(Keys.URL_PATH)))
        ? new Recorded(result)
        : result;
  }

  private boolean isWatched(SpanKind kind, @Nullable String path) {
    return kind == SpanKind.SERVER && path != null && routes.match(path) != null;
  }

  @Override
  public String getDescription() {
    return users.getDescription();
  }

  // added after SDK 1.62, and not called before
  @Override
  public CompletableResultCode shutdown() {
    return users.shutdown();
  }

  @Override
  public String toString() {
    return users.toString();
  }

  private record Recorded(SamplingResult dropped) implements SamplingResult {

    @Override
    public SamplingDecision getDecision() {
      return SamplingDecision.RECORD_ONLY;
    }

    @Override
    public Attributes getAttributes() {
      return dropped.getAttributes();
    }

    @Override
    public TraceState getUpdatedTraceState(TraceState parentTraceState) {
      return dropped.getUpdatedTraceState(parentTraceState);
    }
  }
}
