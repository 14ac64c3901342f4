package dev.mcpsentry.demo;

import dev.mcpsentry.smoke.ingest.FakeSentry;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** Where the servers under the agent send to. */
sealed interface Destination extends AutoCloseable {

  /** The real one when {@code SENTRY_DSN} is set, else an embedded one. */
  static Destination of(Map<String, String> environment) {
    String dsn = environment.getOrDefault("SENTRY_DSN", "").trim();
    return dsn.isEmpty() ? new Embedded(FakeSentry.start()) : Remote.of(dsn, environment);
  }

  /** The variables that lead a server here. */
  Map<String, String> environment();

  /** In words, without the key. */
  String inWords();

  @Override
  void close();

  /** A strict Sentry on loopback that keeps what it gets. */
  record Embedded(FakeSentry sentry) implements Destination {

    @Override
    public Map<String, String> environment() {
      return Map.of("SENTRY_DSN", sentry.dsn(), "SENTRY_ENVIRONMENT", "demo");
    }

    @Override
    public String inWords() {
      return "an embedded Sentry on 127.0.0.1:" + sentry.port();
    }

    @Override
    public void close() {
      sentry.close();
    }
  }

  /**
   * Somebody's Sentry.
   *
   * @param place host and project
   */
  record Remote(String place, Map<String, String> environment) implements Destination {

    static Remote of(String dsn, Map<String, String> environment) {
      URI uri;
      try {
        uri = URI.create(dsn);
      } catch (IllegalArgumentException e) {
        throw malformed();
      }
      if (uri.getHost() == null || uri.getUserInfo() == null || uri.getPath().length() < 2) {
        throw malformed();
      }
      Map<String, String> own = new TreeMap<>(Map.of("SENTRY_ENVIRONMENT", "demo"));
      environment.forEach(
          (name, value) -> {
            if (name.startsWith("SENTRY_")) {
              own.put(name, value);
            }
          });
      String project = uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
      return new Remote(uri.getHost() + ", project " + project, Map.copyOf(own));
    }

    // the exception of URI.create would show the key
    private static DemoFailure malformed() {
      return new DemoFailure("SENTRY_DSN is no DSN: expected https://<key>@<host>/<project>");
    }

    @Override
    public String inWords() {
      return place;
    }

    @Override
    public void close() {}
  }
}
