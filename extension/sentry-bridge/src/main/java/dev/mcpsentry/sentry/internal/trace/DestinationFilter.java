package dev.mcpsentry.sentry.internal.trace;

import dev.mcpsentry.sentry.internal.options.Dsn;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/**
 * Recognises requests to Sentry itself, the second belt against a loop in which every envelope
 * makes a span and every span an envelope.
 */
final class DestinationFilter {

  private final Dsn dsn;
  private final List<String> urlPrefixes;

  DestinationFilter(Dsn dsn) {
    this.dsn = dsn;
    String api = dsn.path() + "api/";
    this.urlPrefixes =
        List.of(
            dsn.scheme() + "://" + dsn.destination() + api,
            dsn.scheme() + "://" + dsn.host() + ":" + dsn.port() + api);
  }

  boolean matches(SpanData span) {
    if (span.getKind() != SpanKind.CLIENT) {
      return false;
    }
    Attributes attributes = span.getAttributes();
    String url = attributes.get(Keys.URL_FULL);
    if (url != null) {
      return urlPrefixes.stream().anyMatch(url::startsWith);
    }
    Long port = attributes.get(Keys.SERVER_PORT);
    return dsn.host().equalsIgnoreCase(attributes.get(Keys.SERVER_ADDRESS))
        && (port == null || port == dsn.port());
  }
}
