package dev.mcpsentry.sentry.internal.convention;

import static dev.mcpsentry.telemetry.semconv.McpAttributes.MCP_SENTRY_STREAM;

import dev.mcpsentry.telemetry.error.FailureKind;
import dev.mcpsentry.telemetry.privacy.DatabaseLiterals;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished span and what it is to Sentry, found out once.
 *
 * @param data the span itself
 * @param convention the semantic convention it follows
 * @param op the operation: what the application said, else the convention's word; not redacted
 * @param name what the span did: a transaction's name, a span's description; not redacted
 * @param source where the name comes from, for a transaction
 * @param origin what made the span, by the same rule; not redacted
 * @param failed whether its own status is an error
 * @param status the status in Sentry's words
 * @param failure the row of the taxonomy; null for a success and for spans that are not MCP's
 */
public record TypedSpan(
    SpanData data,
    Convention convention,
    String op,
    String name,
    String source,
    String origin,
    boolean failed,
    String status,
    @Nullable FailureKind failure) {

  private static final int MAX_NAME_CHARS = 4 * 1024;
  private static final int MAX_WORD_CHARS = 200;

  public static TypedSpan of(SpanData span) {
    Convention convention = Conventions.of(span);
    boolean failed = span.getStatus().getStatusCode() == StatusCode.ERROR;
    FailureKind failure = convention.failure(span, failed);
    return new TypedSpan(
        span,
        convention,
        said(span, convention, Keys.SENTRY_OP, convention.op(span)),
        convention.name(span),
        convention.source(span),
        said(span, convention, Keys.SENTRY_ORIGIN, convention.origin(span)),
        failed,
        convention.status(span, failed, failure),
        failure);
  }

  // MCP's own stay: Sentry's MCP views ask for them exactly
  private static String said(
      SpanData span, Convention convention, AttributeKey<String> key, String otherwise) {
    String word = convention == Conventions.MCP ? null : span.getAttributes().get(key);
    return word == null || word.isBlank() ? otherwise : word;
  }

  /** 16 hex digits. */
  public String spanId() {
    return data.getSpanId();
  }

  /** 32 hex digits. */
  public String traceId() {
    return data.getTraceId();
  }

  /** The name as it may leave. */
  public String name(Redaction redaction) {
    return redaction.text(name, MAX_NAME_CHARS);
  }

  /** The operation as it may leave. */
  public String op(Redaction redaction) {
    return redaction.text(op, MAX_WORD_CHARS);
  }

  /** The origin as it may leave. */
  public String origin(Redaction redaction) {
    return redaction.text(origin, MAX_WORD_CHARS);
  }

  /** Whether it is an MCP operation that was served: a request of its own wherever it is. */
  public boolean isOperation() {
    return convention.isOperation(data);
  }

  /** Whether it is a request that only kept a stream open, so that its time means nothing. */
  public boolean isStream() {
    return Boolean.TRUE.equals(data.getAttributes().get(MCP_SENTRY_STREAM));
  }

  /** Whether what its status says quotes data, whose literals must be masked. */
  boolean quotesData(String message) {
    return convention.quotesData()
        || DatabaseLiterals.areIn(message)
        || DatabaseLiterals.concern(RecordedException.of(data));
  }

  /** The MCP session it happened in, as far as it says; null for none. */
  public @Nullable String session() {
    return convention.session(data);
  }

  /** The session, as of {@link #session()}, that a log record at the server is about. */
  public static @Nullable String sessionOf(Attributes attributes) {
    return Mcp.session(attributes, true);
  }

  /** What happened while it ran, for the issues of its own and those that may follow. */
  public List<Crumb> eventCrumbs() {
    return SpanEvents.crumbs(data);
  }

  /** What it leaves behind for the issues that may follow. */
  public List<Crumb> crumbs() {
    return convention.crumbs(data);
  }
}
