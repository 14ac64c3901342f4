package dev.mcpsentry.telemetry.propagation;

import dev.mcpsentry.telemetry.privacy.Sha256;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One trace for all operations of a session, whichever process serves them: by its id. */
public final class SessionTraces {

  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  private SessionTraces() {}

  /**
   * The context with the session as remote parent, unless the message named one.
   *
   * @param ambient where the message arrived; whoever sampled there is heard
   * @param extracted the same with what the message carries
   * @param sessionId null where there are no sessions
   */
  public static Context parent(Context ambient, Context extracted, @Nullable String sessionId) {
    SpanContext around = Span.fromContext(ambient).getSpanContext();
    if (sessionId == null || !Span.fromContext(extracted).getSpanContext().equals(around)) {
      return extracted;
    }
    TraceFlags flags = around.isValid() ? around.getTraceFlags() : TraceFlags.getSampled();
    return extracted.with(Span.wrap(of(sessionId, flags)));
  }

  private static SpanContext of(String sessionId, TraceFlags flags) {
    byte[] digest = Sha256.of(sessionId);
    HexFormat hex = HexFormat.of();
    return SpanContext.createFromRemoteParent(
        hex.formatHex(digest, 0, TRACE_BYTES),
        hex.formatHex(digest, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES),
        flags,
        TraceState.getDefault());
  }
}
