package dev.mcpsentry.instrumentation.springauthorizationserver.v1_5;

import dev.mcpsentry.telemetry.StderrLog;
import dev.mcpsentry.telemetry.semconv.AppAttributes;
import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** Says on the span of a request the name that the client of its token registered with. */
public final class TokenClient {

  private static final StderrLog LOG = new StderrLog();

  // RFC 9068 and introspection, OpenID Connect, and what this server puts the client's id into
  private static final List<String> CLAIMS = List.of("client_id", "azp", "aud");

  private TokenClient() {}

  /** A token was made; it counts once it is verified. */
  public static void made(Object token) {
    try {
      if (token instanceof Authentication authentication && authentication.isAuthenticated()) {
        // not by the library's type: it may be there without its optional parts
        Object claims = token.getClass().getMethod("getTokenAttributes").invoke(token);
        String name = claims instanceof Map<?, ?> told ? name(told) : null;
        if (name != null) {
          LocalRootSpan.current().setAttribute(AppAttributes.APP_CLIENT_NAME, name);
        }
      }
    } catch (Throwable problem) {
      LOG.stepAside("clients of tokens", problem);
    }
  }

  /** The name of the first client that claims name and the server knows; null for none. */
  static @Nullable String name(Map<?, ?> claims) {
    return CLAIMS.stream()
        .map(claims::get)
        .flatMap(value -> value instanceof Collection<?> all ? all.stream() : Stream.of(value))
        .filter(String.class::isInstance)
        .map(id -> ClientNames.of((String) id))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
