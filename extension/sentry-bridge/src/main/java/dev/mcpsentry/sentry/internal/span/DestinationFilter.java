package dev.mcpsentry.sentry.internal.span;

import dev.mcpsentry.sentry.internal.convention.Keys;
import dev.mcpsentry.sentry.internal.options.Dsn;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recognises requests to Sentry itself, the second belt against a loop in which every envelope
 * makes a span and every span an envelope. Ours are the envelopes and OTLP of the DSN's project;
 * whatever else its host serves is the application's business.
 */
final class DestinationFilter {

  private final List<String> urls;

  DestinationFilter(Dsn dsn) {
    String project = dsn.path() + "api/" + dsn.project();
    this.urls =
        Stream.of(dsn.destination(), dsn.host() + ":" + dsn.port())
            .map(authority -> dsn.scheme() + "://" + authority + project)
            .flatMap(url -> Stream.of(url + "/envelope/", url + "/integration/otlp/"))
            .distinct()
            .toList();
  }

  boolean matches(SpanData span) {
    if (span.getKind() != SpanKind.CLIENT) {
      return false;
    }
    String url = span.getAttributes().get(Keys.URL_FULL);
    return url != null && urls.stream().anyMatch(ours -> isBelow(url, ours));
  }

  // also without the last slash; only hosts have no case, but nobody tells ours apart by it
  private static boolean isBelow(String url, String ours) {
    return url.regionMatches(true, 0, ours, 0, ours.length())
        || (url.length() == ours.length() - 1 && url.regionMatches(true, 0, ours, 0, url.length()));
  }
}
