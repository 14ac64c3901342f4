package dev.mcpsentry.sentry.internal.http;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and its answer, for all that is done meanwhile: it stands in the context from
 * before the request's span starts. Thread-safe.
 */
public final class Exchange {

  private static final ContextKey<Exchange> KEY = ContextKey.named("mcp-sentry-exchange");
  private static final int TOO_MANY_REQUESTS = 429;

  private final @Nullable RequestHeaders headers;
  private volatile @Nullable Asked asked;
  private volatile @Nullable Span span;
  private volatile boolean carriesMcp;
  private final AtomicInteger awaited = new AtomicInteger();
  private volatile boolean upstreamRefused;
  private volatile int probeStatus;

  /**
   * @param headers what the request's headers tell; null where nobody reads them
   */
  Exchange(@Nullable RequestHeaders headers) {
    this.headers = headers;
  }

  /** The one that runs there; null outside of any. */
  static @Nullable Exchange from(Context context) {
    return context.get(KEY);
  }

  Context in(Context context) {
    return context.with(KEY, this);
  }

  @Nullable RequestHeaders headers() {
    return headers;
  }

  /** Says what is asked for, and the span of it; only the first time counts. */
  synchronized void begin(Asked request, Span server) {
    if (asked == null) {
      asked = request;
      span = server;
    }
  }

  /** What is asked for; null while nobody has said. */
  @Nullable Asked asked() {
    return asked;
  }

  /** Whether the span is that of the request itself. */
  boolean isOf(Span server) {
    return server == span;
  }

  /** The span of the request; null while nobody has said. */
  @Nullable Span span() {
    return span;
  }

  /** Notes that an MCP operation arrived in it. */
  void carryMcp() {
    carriesMcp = true;
  }

  boolean carriesMcp() {
    return carriesMcp;
  }

  /** Notes that a request was sent meanwhile. */
  void upstreamAsked() {
    awaited.incrementAndGet();
  }

  /** Notes how it was answered, with 0 when it was not. */
  void upstreamAnswered(int status) {
    awaited.decrementAndGet();
    if (status == TOO_MANY_REQUESTS) {
      upstreamRefused = true;
    }
  }

  /**
   * Whether somebody else said that there were too many requests, or may have: a proxy that passes
   * an answer on while it comes in is done before it is.
   */
  boolean mayBeUpstreams() {
    return upstreamRefused || awaited.get() > 0;
  }

  /** Notes how an authorization server answered when it was asked about a token. */
  void probeAnswered(int status) {
    probeStatus = status;
  }

  /** The status of that answer; 0 for none. */
  int probeStatus() {
    return probeStatus;
  }
}
