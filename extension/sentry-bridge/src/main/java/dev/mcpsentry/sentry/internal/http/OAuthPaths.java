package dev.mcpsentry.sentry.internal.http;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization server did, by method, path and status alone, where none of its own code is
 * known. Which grant a request for a token is about stands in its body, which is never read: of
 * refreshes nothing is said.
 */
enum OAuthPaths {
  REGISTER("app.oauth.register"),
  CONSENT_GRANTED("app.oauth.consent_granted"),
  CALLBACK_COMPLETED("app.oauth.callback_completed"),
  GRANT_REVOKED("app.oauth.grant_revoked");

  private static final Set<String> REGISTERING =
      Set.of("register", "client-registration", "clients-registrations");
  private static final Set<String> AUTHORIZING = Set.of("authorize", "auth", "consent");

  private final String metric;

  OAuthPaths(String metric) {
    this.metric = metric;
  }

  String metric() {
    return metric;
  }

  /** What happened; null for nothing that can be told. */
  static @Nullable OAuthPaths of(String method, String path, int status) {
    List<String> segments = Arrays.asList(path.split("/", -1));
    String last = segments.get(segments.size() - 1);
    boolean post = method.equals("POST");
    boolean redirect = status / 100 == 3;
    if (post && status / 100 == 2 && segments.stream().anyMatch(REGISTERING::contains)) {
      return REGISTER;
    }
    if (post && redirect && AUTHORIZING.contains(last)) {
      return CONSENT_GRANTED;
    }
    boolean callback =
        last.equals("callback")
            || segments.size() > 1 && segments.get(segments.size() - 2).equals("code");
    if (redirect && callback) {
      return CALLBACK_COMPLETED;
    }
    return post && status == 200 && last.equals("revoke") ? GRANT_REVOKED : null;
  }
}
