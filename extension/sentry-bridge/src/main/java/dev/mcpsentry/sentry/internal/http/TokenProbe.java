package dev.mcpsentry.sentry.internal.http;

import dev.mcpsentry.sentry.internal.convention.Keys;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests by which a server asks somebody else whether a token is still good. */
final class TokenProbe {

  private static final ContextKey<Boolean> KEY = ContextKey.named("mcp-sentry-probe");
  private static final List<String> PATHS = List.of("/introspect", "/introspection", "/userinfo");

  private TokenProbe() {}

  static Context noted(Context context, Attributes start) {
    String path = path(start.get(Keys.URL_FULL));
    return path != null && PATHS.stream().anyMatch(path::endsWith)
        ? context.with(KEY, true)
        : context;
  }

  static boolean isIn(Context context) {
    return Boolean.TRUE.equals(context.get(KEY));
  }

  private static @Nullable String path(@Nullable String url) {
    try {
      return url == null ? null : new URI(url).getPath();
    } catch (URISyntaxException unusual) {
      return null;
    }
  }
}
