package dev.mcpsentry.instrumentation.ratelimiters;

import dev.mcpsentry.instrumentation.advice.RequestSpan;
import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.WeakIdentityMap;
import dev.mcpsentry.telemetry.mcp.Marks;
import dev.mcpsentry.telemetry.semconv.AppAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Says that a limit of this process was reached: inside of an MCP request on its span, since its
 * caller hears of it in other ways than by a 429; else on that of the HTTP request, where it counts
 * when the answer is one.
 */
public final class LocalLimit {

  private static final StderrLog LOG = new StderrLog();

  private static final String USER = "user";
  private static final String IP = "ip";

  private static final String RESOLVERS = "io.quarkiverse.bucket4j.runtime.resolver.";

  // of requests that may still be refused
  private static final WeakIdentityMap<Span, String> SCOPES = new WeakIdentityMap<>();

  private LocalLimit() {}

  /** The limit that the request is about to be measured by is its user's. */
  public static void isOfUser() {
    try {
      Span request = RequestSpan.current();
      if (request.getSpanContext().isValid()) {
        SCOPES.putIfAbsent(request, USER);
      }
    } catch (Throwable problem) {
      LOG.stepAside("scopes of rate limits", problem);
    }
  }

  /**
   * A limit was reached.
   *
   * @param scope whose it is, null when the limiter does not know
   */
  public static void reached(@Nullable String scope) {
    try {
      Span request = RequestSpan.current();
      Span operation = Marks.received(Context.current());
      mark(operation == null ? request : operation, scope == null ? SCOPES.get(request) : scope);
    } catch (Throwable problem) {
      LOG.stepAside("rate limits", problem);
    }
  }

  /**
   * A limit of the Quarkus extension was reached.
   *
   * @param resolver the name of the class that tells callers apart
   */
  public static void reachedAt(String resolver) {
    reached(scope(resolver));
  }

  // one limit for all is nobody's; the application's own resolvers tell users apart
  static @Nullable String scope(String resolver) {
    return switch (resolver) {
      case RESOLVERS + "IpResolver" -> IP;
      case RESOLVERS + "ConstantResolver" -> null;
      default -> USER;
    };
  }

  private static void mark(Span span, @Nullable String scope) {
    Marks.put(span, AppAttributes.APP_RESPONSE_REASON, AppAttributes.LOCAL_RATE_LIMIT);
    if (scope != null) {
      Marks.put(span, AppAttributes.APP_RATE_LIMIT_SCOPE, scope);
    }
  }
}
