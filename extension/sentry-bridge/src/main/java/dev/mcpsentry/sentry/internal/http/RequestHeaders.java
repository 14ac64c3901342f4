package dev.mcpsentry.sentry.internal.http;

import dev.mcpsentry.telemetry.access.HeaderShape;
import dev.mcpsentry.telemetry.http.ReferrerFamily;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a request tell, without their values.
 *
 * @param authorization what the {@code Authorization} header looks like
 * @param accessMethod how whoever sent it means to get in
 * @param referrer where he came from, or null
 * @param utmSource what the header says of a campaign, or null; a caller's word
 */
record RequestHeaders(
    HeaderShape authorization,
    String accessMethod,
    @Nullable String referrer,
    @Nullable String utmSource) {

  private static final int MAX_SOURCE_CHARS = 64;

  static <C> RequestHeaders of(@Nullable C carrier, TextMapGetter<C> getter) {
    String authorization = getter.get(carrier, "authorization");
    HeaderShape shape = HeaderShape.of(authorization);
    String referer = getter.get(carrier, "referer");
    String utm = getter.get(carrier, "x-utm-source");
    return new RequestHeaders(
        shape,
        shape.method(authorization),
        referer == null ? null : ReferrerFamily.of(referer, getter.get(carrier, "host")),
        utm == null || utm.length() > MAX_SOURCE_CHARS ? null : utm.strip());
  }
}
