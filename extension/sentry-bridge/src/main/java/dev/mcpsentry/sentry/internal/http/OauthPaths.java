package dev.mcpsentry.sentry.internal.http;

import dev.mcpsentry.telemetry.oauth.OauthEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization server did, by method, path and status alone, where none of its own code is
 * known. Which grant a request for a token is about stands in its body, which is never read: of
 * refreshes nothing is said.
 */
final class OauthPaths {

  private static final Set<String> REGISTERING =
      Set.of("register", "client-registration", "clients-registrations");
  private static final Set<String> AUTHORIZING = Set.of("authorize", "auth", "consent");

  private OauthPaths() {}

  /** What happened; null for nothing that can be told. */
  static @Nullable OauthEvent of(String method, String path, int status) {
    List<String> segments = Arrays.asList(path.split("/", -1));
    String last = segments.get(segments.size() - 1);
    boolean post = method.equals("POST");
    boolean redirect = status / 100 == 3;
    if (post && status / 100 == 2 && segments.stream().anyMatch(REGISTERING::contains)) {
      return OauthEvent.REGISTER;
    }
    if (post && redirect && AUTHORIZING.contains(last)) {
      return OauthEvent.CONSENT_GRANTED;
    }
    boolean callback =
        last.equals("callback")
            || segments.size() > 1 && segments.get(segments.size() - 2).equals("code");
    if (redirect && callback) {
      return OauthEvent.CALLBACK_COMPLETED;
    }
    return post && status == 200 && last.equals("revoke") ? OauthEvent.GRANT_REVOKED : null;
  }
}
