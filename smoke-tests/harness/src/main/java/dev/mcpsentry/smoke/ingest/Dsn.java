package dev.mcpsentry.smoke.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may send: the key and the project of the only DSN. */
record Dsn(String key, String project) {

  static final Dsn DEMO = new Dsn("0123456789abcdef0123456789abcdef", "42");

  String onPort(int port) {
    return "http://" + key + "@127.0.0.1:" + port + "/" + project;
  }

  boolean isEndpoint(String path) {
    return path.equals("/api/" + project + "/envelope/");
  }

  boolean isOtlpEndpoint(String path) {
    return path.equals("/api/" + project + "/integration/otlp/v1/traces");
  }

  /** Accepts the auth header, else the same in the query, else the DSN in the envelope header. */
  void authorize(@Nullable String authHeader, @Nullable String query, JsonNode envelopeHeader) {
    if (authHeader != null) {
      authorize(authHeader);
      return;
    }
    if (query != null && query.contains("sentry_key=")) {
      authorize(fields(query, "&"));
      return;
    }
    String dsn = envelopeHeader.path("dsn").asText();
    if (!dsn.matches("https?://" + key + "@[^/]+/" + project)) {
      throw Rejection.forbidden("neither auth header nor a known dsn");
    }
  }

  private void authorize(String header) {
    if (!header.toLowerCase(Locale.ROOT).startsWith("sentry ")) {
      throw Rejection.forbidden("auth header of another scheme");
    }
    authorize(fields(header.substring("sentry ".length()), ","));
  }

  private static Map<String, String> fields(String text, String separator) {
    Map<String, String> fields = new HashMap<>();
    for (String field : text.split(separator)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals).trim(), field.substring(equals + 1).trim());
      }
    }
    return fields;
  }

  private void authorize(Map<String, String> fields) {
    if (!"7".equals(fields.get("sentry_version"))) {
      throw Rejection.forbidden("sentry_version is not 7");
    }
    if (fields.getOrDefault("sentry_client", "").isEmpty()) {
      throw Rejection.forbidden("sentry_client is missing");
    }
    if (!key.equals(fields.get("sentry_key"))) {
      throw Rejection.forbidden("sentry_key is unknown");
    }
  }
}
