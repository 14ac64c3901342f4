package dev.mcpsentry.sentry.internal.http;

import io.opentelemetry.api.common.Attributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is told of responses, found out once for those that are alike, as nearly all are. At most
 * {@value #MAX_KINDS} kinds are remembered. Thread-safe.
 */
final class UsualResponses {

  private static final int MAX_KINDS = 500;
  private static final int MAX_CHARS = 512;

  /** What decides on all that is told of a response nobody was refused by. */
  record Kind(
      String route,
      String group,
      String method,
      int status,
      @Nullable String accessMethod,
      @Nullable String userAgent,
      @Nullable String utmSource,
      @Nullable String referrer) {

    private boolean isShort() {
      return route.length() <= MAX_CHARS && (userAgent == null || userAgent.length() <= MAX_CHARS);
    }
  }

  /**
   * What is told of a response.
   *
   * @param ofMetric the attributes it is counted by
   * @param ofSpan what Sentry is told on its span
   */
  record Response(Attributes ofMetric, Attributes ofSpan) {

    private static Response of(ResponseFacts facts) {
      return new Response(facts.ofMetric(), facts.ofSpan());
    }
  }

  private final Map<Kind, Response> known = new ConcurrentHashMap<>();

  Response of(ResponseFacts facts) {
    Kind kind = facts.kind();
    if (kind == null || !kind.isShort()) {
      return Response.of(facts);
    }
    Response told = known.get(kind);
    if (told == null) {
      told = Response.of(facts);
      if (known.size() >= MAX_KINDS) {
        known.clear();
      }
      known.put(kind, told);
    }
    return told;
  }
}
