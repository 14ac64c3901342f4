package dev.mcpsentry.sentry.internal.convention;

import dev.mcpsentry.telemetry.error.FailureKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A semantic convention that spans follow, and what Sentry is told of those that do. Without state;
 * the others say only what is different with them.
 */
public abstract class Convention {

  static final String OK = "ok";
  static final String INTERNAL_ERROR = "internal_error";

  /** Whether a span follows it, as far as no other comes first. */
  abstract boolean matches(SpanData span);

  /** The operation, by Sentry's list of them where it has one. */
  abstract String op(SpanData span);

  /** What the span did: a transaction's name, a span's description. Not redacted. */
  String name(SpanData span) {
    return span.getName();
  }

  /** Where the name comes from, by Sentry's list for transactions. */
  String source(SpanData span) {
    return "custom";
  }

  /** What made the span, by Sentry's rules for origins. */
  String origin(SpanData span) {
    return "auto.opentelemetry";
  }

  /** Which row of the taxonomy it belongs to; null for a success and where there is no taxonomy. */
  @Nullable FailureKind failure(SpanData span, boolean failed) {
    return null;
  }

  /**
   * The status in Sentry's words.
   *
   * @param failed whether the span's own status is an error
   * @param failure as of {@link #failure}
   */
  String status(SpanData span, boolean failed, @Nullable FailureKind failure) {
    return failed ? INTERNAL_ERROR : OK;
  }

  /** Writes what Sentry reads beside the span's own attributes. */
  void describe(SpanData span, AttributeWriter out) {}

  /**
   * Whether an attribute of such spans means something else than it says, or goes by a name too
   * many.
   */
  boolean leavesOut(String key, Object value, McpNames names) {
    return false;
  }

  /** Whether a failure is told in words that quote data, whose literals must be masked. */
  boolean quotesData() {
    return false;
  }

  /** What it leaves behind for the issues that may follow, beside its events. */
  List<Crumb> crumbs(SpanData span) {
    return List.of();
  }

  /** The session it happened in; null for none, and where there are none. */
  @Nullable String session(SpanData span) {
    return null;
  }

  /** Whether it is an operation that was served: a request of its own wherever it is. */
  boolean isOperation(SpanData span) {
    return false;
  }

  /** Whether most are left out of the many that may be sent with nothing around them. */
  public boolean isThinnedOut() {
    return true;
  }
}
